using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Accounts.Billing.Charges;

/// <summary>Which charge a process is about.</summary>
/// <param name="OrganizationId">The account that uses it.</param>
/// <param name="ChargeId">The charge.</param>
public sealed record ChargeRun(string OrganizationId, string ChargeId);

/// <summary>
/// Runs after an operator created a charge: makes it available to invoice runs, even if the request crashes right after its write.
/// </summary>
public static class ChargeProcess
{
    private static readonly Step<ChargeRun, ChargeRun?> ComeUp = new(nameof(ChargeActivities.ChargeComesUp));

    public static string IdOf(string organizationId, string chargeId) => $"charge-{organizationId}-{chargeId}";

    [Function(nameof(ChargeProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, ChargeRun run)
    {
        using var process = new ProcessRun(context);
        process.Show("charging");
        return process.End(await process.WrittenAsync(() => process.CallAsync(ComeUp, run)) is null ? "notCharged" : "charged");
    }
}

/// <summary>The side effects of <see cref="ChargeProcess"/>; may run twice.</summary>
public sealed class ChargeActivities(ChargeStore charges, ChargeListing listing)
{
    /// <summary>Makes a charge available to invoice runs.</summary>
    /// <returns>Null while the charge is not written.</returns>
    [Function(nameof(ChargeComesUp))]
    public async Task<ChargeRun?> ChargeComesUp([ActivityTrigger] ChargeRun run, CancellationToken cancellationToken)
    {
        if (await charges.FindAsync(run.OrganizationId, run.ChargeId, cancellationToken) is not { } charge)
            return null;
        await listing.ComeUpAsync([charge], cancellationToken);
        return run;
    }
}
