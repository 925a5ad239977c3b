using Accounts.Customers.Organizations;
using Accounts.Platform.Mail;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Options;

namespace Accounts.Billing.Subscriptions;

/// <summary>Which change of a subscription a process is about.</summary>
/// <param name="OrganizationId">The account that uses it.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="Version">Its version after the change.</param>
/// <param name="IsCancellation">Whether it was cancelled, which a mail confirms.</param>
public sealed record SubscriptionRun(string OrganizationId, string SubscriptionId, int Version, bool IsCancellation);

/// <summary>
/// Runs after a subscription was changed: makes its new charges available to invoice runs, and confirms a cancellation to the customer.
/// </summary>
public static class SubscriptionProcess
{
    private static readonly Step<SubscriptionRun, SubscriptionRun?> ComeUp = new(nameof(SubscriptionActivities.SubscriptionChargesComeUp));
    private static readonly MailingStep<SubscriptionRun, bool> Confirm = new(nameof(SubscriptionActivities.ConfirmCancellation));

    public static string IdOf(SubscriptionRun run) => $"subscription-{run.OrganizationId}-{run.SubscriptionId}-{run.Version}";

    [Function(nameof(SubscriptionProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, SubscriptionRun run)
    {
        using var process = new ProcessRun(context);
        process.Show("changing");
        if (await process.WrittenAsync(() => process.CallAsync(ComeUp, run)) is null)
            return process.End("notChanged");
        if (run.IsCancellation)
            await process.CallAsync(Confirm, run);
        return process.End(run.IsCancellation ? "cancelled" : "changed");
    }
}

/// <summary>The side effects of <see cref="SubscriptionProcess"/>; may run twice.</summary>
public sealed class SubscriptionActivities(
    SubscriptionStore subscriptions, Renewals renewals, OrganizationStore organizations, Mailer mailer, IOptions<PortalOptions> portal)
{
    /// <summary>Makes the charges available to invoice runs.</summary>
    /// <returns>Null while the change is not written.</returns>
    [Function(nameof(SubscriptionChargesComeUp))]
    public async Task<SubscriptionRun?> SubscriptionChargesComeUp(
        [ActivityTrigger] SubscriptionRun run, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(run.OrganizationId, run.SubscriptionId, cancellationToken) is not { } stored
            || stored.Value.Version < run.Version)
            return null;
        await renewals.FinishAsync(run.OrganizationId, cancellationToken);
        return run;
    }

    /// <summary>Confirms a cancellation by mail, with the last day.</summary>
    [Function(nameof(ConfirmCancellation))]
    public async Task<Mailed<bool>> ConfirmCancellation(
        [ActivityTrigger] Mailing<SubscriptionRun> step, CancellationToken cancellationToken)
    {
        var run = step.Input;
        if (step.IsGivenUp
            || await subscriptions.FindAsync(
                run.OrganizationId, run.SubscriptionId, cancellationToken) is not { Value.CancelledAt: not null } stored)
            return new(true);
        var account = (await organizations.FindAccountAsync(run.OrganizationId, cancellationToken))!.Value;
        var content = SubscriptionMails.Cancelled(
            account.Language, account.Company.Name, stored.Value, portal.Value.Dashboard(run.OrganizationId));
        return new(
            true,
            await mailer.SendAllAsync(
                [new(OperationId.Of(step.ProcessId, "cancelled"), account.InvoiceEmail, content)], cancellationToken));
    }
}
