using System.Globalization;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>The change of the invoice address that a process handles.</summary>
/// <param name="OrganizationId">The organization.</param>
/// <param name="AccountVersion">The version of the account that the change makes.</param>
public sealed record InvoiceReroutingRun(string OrganizationId, int AccountVersion);

/// <summary>Sends the mails about a changed invoice address.</summary>
public static class InvoiceReroutingProcess
{
    private static readonly MailingStep<InvoiceReroutingRun, InvoiceReroutingRun?> Notify = new(
        nameof(InvoiceReroutingActivities.NotifyOfRerouting));

    public static string IdOf(string organizationId, int accountVersion) =>
        string.Create(CultureInfo.InvariantCulture, $"invoice-rerouting-{organizationId}-{accountVersion}");

    /// <summary>Starts the process before the change is written.</summary>
    public static async Task<string> StartAsync(
        DurableTaskClient processes, string organizationId, int accountVersion, CancellationToken cancellationToken)
    {
        var id = IdOf(organizationId, accountVersion);
        await processes.StartOnceAsync(
            nameof(InvoiceReroutingProcess), id, new InvoiceReroutingRun(organizationId, accountVersion), cancellationToken);
        return id;
    }

    [Function(nameof(InvoiceReroutingProcess))]
    public static async Task Run([OrchestrationTrigger] TaskOrchestrationContext context, InvoiceReroutingRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts the process before it writes. If the change is never written, nobody is notified.
        process.Show("notifying");
        await process.WrittenAsync(() => process.CallAsync(Notify, run));
        process.Show("ended");
    }
}

/// <summary>The side effects of <see cref="InvoiceReroutingProcess"/>; may run twice.</summary>
public sealed class InvoiceReroutingActivities(
    InvoiceReroutings reroutings, OrganizationStore organizations, MemberStore members, TypedAddresses addresses, Mailer mailer)
{
    /// <summary>Mails the former address and the legal representatives.</summary>
    /// <returns>Null while the change is not written.</returns>
    [Function(nameof(NotifyOfRerouting))]
    public async Task<Mailed<InvoiceReroutingRun?>> NotifyOfRerouting(
        [ActivityTrigger] Mailing<InvoiceReroutingRun> step, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (await reroutings.FindAsync(run.OrganizationId, run.AccountVersion, cancellationToken) is not { } rerouting)
            return new(null);
        if (step.IsGivenUp || await organizations.FindAccountAsync(run.OrganizationId, cancellationToken) is not { Value: var account })
            return new(run);
        var about = new ReroutingSubject(account.Language, account.Company.Name, run.OrganizationId);
        var representatives = (await members.LegalRepresentativesAsync(run.OrganizationId, cancellationToken))
            .DistinctBy(member => member.Email)
            .ToList();
        List<OutgoingMail> mails =
        [
            .. representatives.Select(member => new OutgoingMail(
                OperationId.Of(step.ProcessId, member.UserId),
                member.Email,
                InvoiceReroutingMails.ToRepresentative(about, rerouting, member.Name))),
        ];
        // A user typed this address once, so it may belong to anybody.
        if (representatives.All(member => member.Email != rerouting.Former)
            && await addresses.MayMailAsync(run.OrganizationId, rerouting.Former, step.ProcessId, cancellationToken))
            mails.Add(
                new(OperationId.Of(step.ProcessId, "former"), rerouting.Former, InvoiceReroutingMails.ToFormerAddress(about, rerouting)));
        return new(run, await mailer.SendAllAsync(mails, cancellationToken));
    }
}
