using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Opening;

/// <summary><c>PUT /organizations/{organizationId}/extranet</c>: asks for the extranet, or ends it.</summary>
public sealed class ChangeExtranet(
    ExtranetStore extranets, OrganizationChanges changes, IOptions<ExtranetOptions> options, TimeProvider time)
{
    [Function(nameof(PutExtranet))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Open or end the extranet",
        Description = "It is free and opens at once; sales is notified. After its end, nothing of it is shown. Its content is kept until "
            + "keptUntil and is shown again if it is opened before that; then reports and budgets are deleted. Attachments stay in the "
            + "document store for as long as business records are kept, but this API no longer gives access to them.",
        Takes = typeof(ExtranetForm),
        Gives = typeof(ExtranetView),
        Changes = true,
        HasETag = true)]
    public async Task<IResult> PutExtranet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "organizations/{organizationId}/extranet")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<ExtranetForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        if (form.Enabled is not { } enabled)
            return new InvalidFields([new FieldError("#/enabled", "This is missing.", "true or false.")]);
        var days = options.Value.RetentionDays;
        return await changes.AnswerAsync(
            async () =>
            {
                var before = await extranets.FindAsync(organizationId, cancellationToken);
                if (ETags.Check(request, before.Value) is { } conflict)
                    return conflict;
                if (before.Value.IsOpen == enabled)
                    return Answer.Ok(ExtranetView.Of(before.Value, days), before.Value);
                var now = time.GetUtcNow();
                var after = enabled ? before.Value.Open(now) : before.Value.End(now, days);
                var process = ExtranetProcess.IdOf(organizationId, after.Version);
                await processes.StartOnceAsync(
                    nameof(ExtranetProcess), process, new ExtranetRun(organizationId, after.Version), cancellationToken);
                var action = enabled ? AuditAction.ExtranetOpened : AuditAction.ExtranetEnded;
                return ExtranetStore.Change(organizationId, action, request.Actor())
                    .Replace(before, after)
                    .Then(() => processes.NotifyAsync(process))
                    // The process of an ended extranet is waiting to delete its content.
                    .Then(() => processes.NotifyAsync(ExtranetProcess.IdOf(organizationId, before.Value.Version)))
                    .Gives(Answer.Ok(ExtranetView.Of(after, days), after));
            },
            cancellationToken);
    }
}

/// <summary>A request to open or to end the extranet.</summary>
public sealed record ExtranetForm
{
    /// <summary>True opens the extranet, false ends it.</summary>
    [Required]
    public bool? Enabled { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static ExtranetForm Example { get; } = new() { Enabled = true };
}
