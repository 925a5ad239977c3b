using Accounts.Platform.Processes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Accounts.Customers.TaxIds;

/// <summary>
/// The check of a company's tax id at the official service: asks until it has an answer, through outages of weeks.
/// Ends <c>verified</c>, <c>unverified</c>, <c>unavailable</c> (after 30 days) or <c>superseded</c> (the account has another id).
/// </summary>
public static partial class TaxIdCheckProcess
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    // New ids reach the register a day after their companies get them.
    private static readonly TimeSpan PauseAfterNo = TimeSpan.FromDays(1);

    /// <summary>The process.</summary>
    [Function(nameof(TaxIdCheckProcess))]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context, TaxIdCheck check)
    {
        var progress = new ProcessProgress(context);
        var givesUpAt = context.CurrentUtcDateTime + Patience;

        // 1. Wait for the account. When it does not come, its request has failed, and nobody needs an answer.
        progress.Show("waitingForAccount");
        if (await context.WrittenAsync(async () => await HasTaxIdAsync(context, check) ? check : null) is null)
            return Ended(progress, TaxIdFinding.Superseded);

        // 2. Ask, and write on the account what the register says.
        var known = TaxIdFinding.Unavailable;
        var pause = FirstPause;
        string? reason = null;
        while (context.CurrentUtcDateTime + pause <= givesUpAt)
        {
            progress.Show("askingRegister");
            var finding = await context.CallActivityAsync<TaxIdFinding>(nameof(TaxIdActivities.AskTaxRegister), check, Retries.ForADay);
            switch (finding.Result)
            {
                case TaxIdFinding.Verified or TaxIdFinding.Superseded:
                    return Ended(progress, finding.Result);

                // 3. A "no" stands on the account at once, so that a slip can be corrected; the second one is final.
                case TaxIdFinding.Unverified when known == TaxIdFinding.Unverified:
                    return Ended(progress, finding.Result);
                case TaxIdFinding.Unverified:
                    known = TaxIdFinding.Unverified;
                    progress.Show("waitingToConfirm", PauseAfterNo);
                    await context.CreateTimer(PauseAfterNo, CancellationToken.None);
                    break;

                // 4. An outage says nothing about the id: ask again, ever more rarely.
                default:
                    if (!finding.AskSoon)
                        pause = LongestPause;
                    reason = finding.Reason;
                    progress.Show("waitingForRegister", pause, reason);
                    await context.CreateTimer(pause, CancellationToken.None);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                    break;
            }
        }

        // 5. A month without an answer: somebody has to look at it.
        LogGivenUp(context.CreateReplaySafeLogger(typeof(TaxIdCheckProcess)), check.OrganizationId, reason);
        return Ended(progress, known, reason);
    }

    private static Task<bool> HasTaxIdAsync(TaskOrchestrationContext context, TaxIdCheck check) =>
        context.CallActivityAsync<bool>(nameof(TaxIdActivities.AccountHasTaxId), check, Retries.ForADay);

    private static string Ended(ProcessProgress progress, string result, string? lastError = null)
    {
        progress.Show(result, lastError: lastError);
        return result;
    }

    [LoggerMessage(LogLevel.Error, "The tax id of organization {Organization} is not checked: the register did not answer for 30 days, last with {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string organization, string? reason);
}
