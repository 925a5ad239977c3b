using System.Buffers;
using System.Globalization;
using Accounts.Billing.Charges;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Runs;

/// <summary>Keys of invoice runs. All runs are in one partition. What a run writes is in another partition, named after its id.</summary>
public static class RunKeys
{
    /// <summary>The partition of all runs; no run can have this id.</summary>
    public const string AllRuns = "runs";

    /// <summary>Prefix of runs; newest first.</summary>
    [RowKey(Tables.InvoiceRuns)]
    public const string Runs = "run:";

    /// <summary>Prefix of problems that need a person.</summary>
    [RowKey(Tables.InvoiceRuns)]
    public const string Problems = "problem:";

    /// <summary>Prefix of the results of each shard.</summary>
    [RowKey(Tables.InvoiceRuns)]
    public const string Results = "result:";

    [RowKey(Tables.InvoiceRuns)]
    private const string PlannedOf = "planned:";

    [RowKey(Tables.InvoiceRuns)]
    private const string PlannedPayersOf = "planned-payer:";

    [RowKey(Tables.InvoiceRuns)]
    private const string DraftsOf = "draft:";

    public static string Run(string runId) => Runs + Inverted(runId);

    /// <summary>Where the runs of a day begin in the list.</summary>
    public static string DayOf(DateOnly day) => Inverted(day.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Prefix of the drafts of a shard.</summary>
    public static string Drafts(int shard) => string.Create(CultureInfo.InvariantCulture, $"{DraftsOf}{shard:D2}:");

    public static string Draft(string payerId, string invoiceId) => $"{Drafts(ChargeKeys.ShardOf(payerId))}{payerId}:{invoiceId}";

    /// <summary>Prefix of the charges that a payer would get, in a dry run.</summary>
    public static string Planned(string payerId) => $"{PlannedOf}{payerId}:";

    /// <summary>Some of these charges, of one account that uses them.</summary>
    public static string PlannedRow(string payerId, string organizationId, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Planned(payerId)}{organizationId}:{number:D4}");

    /// <summary>Prefix of the payers of a shard that would get charges.</summary>
    public static string PlannedPayers(int shard) => string.Create(CultureInfo.InvariantCulture, $"{PlannedPayersOf}{shard:D2}:");

    public static string PlannedPayer(string payerId) => PlannedPayers(ChargeKeys.ShardOf(payerId)) + payerId;

    public static string Problem(RunProblem problem) => $"{Problems}{problem.OrganizationId}:{problem.InvoiceId ?? problem.Reason}";

    /// <summary>The results of a step for a shard.</summary>
    public static string Result(RunStep step, int shard) => string.Create(CultureInfo.InvariantCulture, $"{Results}{(int)step}:{shard:D2}");

    /// <summary>Whether a value from a route can be the id of a run.</summary>
    public static bool IsWellFormed(string runId) => runId.Length is 10 or 43
        && DateOnly.TryParseExact(runId.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && runId.AsSpan(10).IndexOfAnyExcept(Suffix) < 0;

    private static readonly SearchValues<char> Suffix = SearchValues.Create("-0123456789abcdef");

    // Later days sort before earlier ones; within a day, the daily run is first.
    private static string Inverted(string runId)
    {
        var day = DateOnly.ParseExact(runId.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var number = 99_999_999 - int.Parse(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{number:D8}{runId[10..]}");
    }
}

/// <summary>The steps of a run that go over all of its shards.</summary>
public enum RunStep
{
    /// <summary>Periods of recurring prices become charges.</summary>
    Renew = 0,

    /// <summary>Drafts are made.</summary>
    Draft = 1,

    /// <summary>They are finalized.</summary>
    Finalize = 2,

    /// <summary>They are mailed.</summary>
    Mail = 3,
}
