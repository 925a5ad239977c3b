using System.Globalization;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Extranet.Opening;

/// <summary>The change of an extranet that a process handles.</summary>
/// <param name="OrganizationId">The organization of the extranet.</param>
/// <param name="Version">The version that the change made.</param>
public sealed record ExtranetRun(string OrganizationId, int Version);

/// <summary>What the process needs to know.</summary>
/// <param name="KeptUntil">When the content of an ended extranet is deleted, in UTC; null when it is open, or has changed since.</param>
public sealed record ExtranetSnapshot(DateTime? KeptUntil);

/// <summary>Notifies sales that an extranet was opened or ended. Deletes the content of an ended extranet after its retention.</summary>
public static class ExtranetProcess
{
    private static readonly MailingStep<ExtranetRun, ExtranetSnapshot?> Tell = new(nameof(ExtranetActivities.TellSales));
    private static readonly Step<ExtranetRun, ExtranetSnapshot?> Read = new(nameof(ExtranetActivities.ReadExtranetArea));
    private static readonly Step<ExtranetRun, bool> Empty = new(nameof(ExtranetActivities.EmptyExtranet));

    public static string IdOf(string organizationId, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"extranet-{organizationId}-{version}");

    [Function(nameof(ExtranetProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ExtranetRun run)
    {
        using var process = new ProcessRun(context);

        // The request starts the process before it writes. Then sales gets a mail.
        process.Show("notifying");
        if (await process.WrittenAsync(() => process.CallAsync(Tell, run)) is not { } area)
            return process.End("notChanged");
        if (area.KeptUntil is not { } until)
            return process.End("opened");

        // Ended: during its retention it can be opened again, with all its content.
        process.Show("kept", until);
        while (await process.ChangedBeforeAsync(until))
        {
            if (await process.CallAsync(Read, run) is not { KeptUntil: not null })
                return process.End("openedAgain");
        }

        // Delete page by page. An extranet that is opened again in between keeps what is left.
        process.Show("emptying");
        while (await process.CallAsync(Empty, run))
        {
        }

        return process.End("emptied");
    }
}
