using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Accounts.Customers.TaxIds;

/// <summary>
/// Checks a company's tax id at the official service. Asks until there is an answer, even through outages of weeks.
/// Ends <c>verified</c>, <c>unverified</c>, <c>unavailable</c> (after 30 days) or <c>superseded</c> (the account has another id).
/// </summary>
public static partial class TaxIdCheckProcess
{
    private static readonly Step<TaxIdCheck, TaxIdFinding> Ask = new(nameof(TaxIdActivities.AskTaxRegister));
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    // New ids reach the register one day after the companies get them.
    private static readonly TimeSpan PauseAfterNo = TimeSpan.FromDays(1);

    [Function(nameof(TaxIdCheckProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, TaxIdCheck check)
    {
        using var process = new ProcessRun(context);
        var givesUpAt = process.Now + Patience;
        var (known, pause, reason) = (TaxIdFinding.Unavailable, FirstPause, (string?)null);

        // 1. Ask, and write the register's answer to the account. An account without the id may be about to get it. If it never does, its
        // request has failed, and nobody needs an answer.
        process.Show("askingRegister");
        var finding = await process.CallAsync(Ask, check);
        if (finding.Result == TaxIdFinding.Superseded)
            finding = await WaitForAccountAsync(process, check) ?? finding;

        while (true)
        {
            switch (finding.Result)
            {
                case TaxIdFinding.Verified or TaxIdFinding.Superseded:
                    return process.End(finding.Result);

                // 2. The first "no" is written to the account at once, so that a typing error can be corrected. The second one is final.
                case TaxIdFinding.Unverified when known == TaxIdFinding.Unverified:
                    return process.End(finding.Result);
                case TaxIdFinding.Unverified:
                    known = TaxIdFinding.Unverified;
                    process.Show("waitingToConfirm", process.Now + PauseAfterNo);
                    await context.CreateTimer(PauseAfterNo, CancellationToken.None);
                    break;

                // 3. An outage says nothing about the id: ask again, after longer and longer pauses.
                default:
                    if (!finding.AskSoon)
                        pause = LongestPause;
                    reason = finding.Reason;
                    process.Show("waitingForRegister", process.Now + pause, reason);
                    await context.CreateTimer(pause, CancellationToken.None);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                    break;
            }

            // 4. A month without an answer: log an error, so that a person acts on it.
            if (process.Now + pause > givesUpAt)
            {
                LogGivenUp(context.CreateReplaySafeLogger(typeof(TaxIdCheckProcess)), check.OrganizationId, reason);
                return process.End(known, reason);
            }

            process.Show("askingRegister");
            finding = await process.CallAsync(Ask, check);
        }
    }

    private static Task<TaxIdFinding?> WaitForAccountAsync(ProcessRun process, TaxIdCheck check)
    {
        process.Show("waitingForAccount");
        return process.WrittenAsync(
            async () => await process.CallAsync(Ask, check) is { Result: not TaxIdFinding.Superseded } finding ? finding : null);
    }

    [LoggerMessage(
        LogLevel.Error,
        "The tax id of organization {Organization} was not checked: the register did not answer for 30 days; last reason: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string organization, string? reason);
}
