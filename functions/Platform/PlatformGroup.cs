using Accounts.Platform.Documents;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.Platform;

/// <summary>
/// The base of all other groups. Each part of it may use the parts before it: Fonts, Values, Http, Telemetry, Storage,
/// Processes, Mail, Documents, OpenApi.
/// </summary>
public static class PlatformGroup
{
    /// <summary>Adds the group. Must be called first, so that its middleware sees the answers of the others.</summary>
    public static void AddPlatform(this FunctionsApplicationBuilder builder)
    {
        builder.AddTelemetry();
        // Wraps ProblemMiddleware, so that answers to exceptions are logged too.
        builder.UseMiddleware<RequestLog>();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.Services.AddHeadToGet();
        // The web server logs addresses, and the addresses of invitations contain their tokens.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // It logs several lines for each step of each process. The host already logs the changes of state.
        builder.Logging.AddFilter("Microsoft.DurableTask", LogLevel.Warning);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddCredential()
            .AddTables(builder.Configuration)
            .AddBlobs()
            .AddSingleton<WorkItems>()
            .AddMail(builder.Configuration)
            .AddDocuments(builder.Configuration);
    }
}
