using System.Globalization;
using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Extranet.Opening;

/// <summary>Which change of an extranet a process is about.</summary>
/// <param name="OrganizationId">Whose extranet.</param>
/// <param name="Version">The version that the change made.</param>
public sealed record ExtranetRun(string OrganizationId, int Version);

/// <summary>What the process needs to know.</summary>
/// <param name="KeptUntil">When what is in an ended extranet is deleted, in UTC; null when it is open, or was changed since.</param>
public sealed record ExtranetSnapshot(DateTime? KeptUntil);

/// <summary>Tells sales that an extranet was opened or ended; an ended one is emptied when its time is up.</summary>
public static class ExtranetProcess
{
    private static readonly MailingStep<ExtranetRun, ExtranetSnapshot?> Tell = new(nameof(ExtranetActivities.TellSales));
    private static readonly Step<ExtranetRun, ExtranetSnapshot?> Read = new(nameof(ExtranetActivities.ReadExtranetArea));
    private static readonly Step<ExtranetRun, bool> Empty = new(nameof(ExtranetActivities.EmptyExtranet));

    /// <summary>The process of a change.</summary>
    public static string IdOf(string organizationId, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"extranet-{organizationId}-{version}");

    /// <summary>The orchestrator.</summary>
    [Function(nameof(ExtranetProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ExtranetRun run)
    {
        using var process = new ProcessRun(context);

        // The request started us before it wrote. Sales hears of it.
        process.Show("telling");
        if (await process.WrittenAsync(() => process.CallAsync(Tell, run)) is not { } area)
            return process.End("notChanged");
        if (area.KeptUntil is not { } until)
            return process.End("opened");

        // Ended: until its time is up, it may be opened again, with all that is in it.
        process.Show("kept", until);
        while (await process.ChangedBeforeAsync(until))
        {
            if (await process.CallAsync(Read, run) is not { KeptUntil: not null })
                return process.End("openedAgain");
        }

        // Page by page; an extranet that was opened again meanwhile keeps what is left.
        process.Show("emptying");
        while (await process.CallAsync(Empty, run))
        {
        }

        return process.End("emptied");
    }
}
