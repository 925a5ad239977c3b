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
/// What every part stands on. Each part may use those before it: Fonts, Values, Http, Telemetry, Storage, Processes, Mail,
/// Documents, OpenApi.
/// </summary>
public static class PlatformGroup
{
    /// <summary>Adds the group. Comes first, so that its middleware sees what the others answer.</summary>
    public static void AddPlatform(this FunctionsApplicationBuilder builder)
    {
        builder.AddTelemetry();
        // Outside of the one that answers whatever is thrown.
        builder.UseMiddleware<RequestLog>();
        builder.UseMiddleware<ProblemMiddleware>();
        builder.Services.AddHeadToGet();
        // The lines of the web server hold addresses, and those of invitations their tokens.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Several lines for each step of each process; the host logs its changes of state.
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
