using Accounts.Customers.Organizations;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Accounts.Platform.Values;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Accounts.Extranet.Opening;

/// <summary>The side effects of <see cref="ExtranetProcess"/>; may run twice.</summary>
public sealed class ExtranetActivities(
    ExtranetStore extranets, ExtranetPurge purge, OrganizationStore organizations, Mailer mailer, IOptions<MailOptions> mail)
{
    /// <summary>Mails sales about the change.</summary>
    /// <returns>Null while the change is not written.</returns>
    [Function(nameof(TellSales))]
    public async Task<Mailed<ExtranetSnapshot?>> TellSales(
        [ActivityTrigger] Mailing<ExtranetRun> step, CancellationToken cancellationToken)
    {
        var (organizationId, version) = step.Input;
        var area = (await extranets.FindAsync(organizationId, cancellationToken)).Value;
        if (area.Version < version)
            return new(null);
        // Odd versions open it, even ones end it: it begins closed with version 0, and each change toggles it.
        var isOpening = version % 2 == 1;
        if (step.IsGivenUp || await organizations.FindAsync(organizationId, cancellationToken) is not { Value: var organization })
            return new(Of(area, version));
        var content = ExtranetMails.Changed(Language.German, organization.Name, organizationId, isOpening);
        OutgoingMail outgoing = new(OperationId.Of(step.ProcessId, "sales"), mail.Value.SalesAddress!, content);
        return new(Of(area, version), await mailer.SendAllAsync([outgoing], cancellationToken));
    }

    [Function(nameof(ReadExtranetArea))]
    public async Task<ExtranetSnapshot?> ReadExtranetArea([ActivityTrigger] ExtranetRun run, CancellationToken cancellationToken) =>
        Of((await extranets.FindAsync(run.OrganizationId, cancellationToken)).Value, run.Version);

    /// <summary>Deletes a page of the content of an ended extranet.</summary>
    /// <returns>Whether there may be more.</returns>
    [Function(nameof(EmptyExtranet))]
    public Task<bool> EmptyExtranet([ActivityTrigger] ExtranetRun run, CancellationToken cancellationToken) =>
        purge.DeleteSomeAsync(run, cancellationToken);

    private static ExtranetSnapshot Of(ExtranetArea area, int version) =>
        new(area.Version == version ? area.KeptUntil?.UtcDateTime : null);
}
