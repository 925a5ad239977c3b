using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Charges;

/// <summary>Keys of charges.</summary>
public static class ChargeKeys
{
    /// <summary>Kind of the charges of an account that uses or pays them.</summary>
    [RowKey(Tables.Organizations)]
    public const string Charges = "charge:";

    /// <summary>Kind of those that no draft bills yet, in the partition of who pays.</summary>
    [RowKey(Tables.Organizations)]
    public const string Open = "charge-open:";

    /// <summary>Kind of the payers in the partition of their shard and a day.</summary>
    [RowKey(Tables.PayersDue)]
    public const string Payers = "payer:";

    /// <summary>Shards by which invoice runs share their work; a number that must not change.</summary>
    public const int Shards = 16;

    /// <summary>One charge.</summary>
    public static string Charge(string chargeId) => Charges + chargeId;

    /// <summary>The same while no draft bills it, in the order of the days on which they are due.</summary>
    public static string OpenCharge(Charge charge) => $"{Open}{Day(charge.DueOn)}:{charge.Id}";

    /// <summary>The partition of a shard and a day.</summary>
    public static string DueOn(int shard, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{shard:D2}:{Day(day)}");

    /// <summary>The shard of a payer; customer numbers are drawn at random, so their last digits spread evenly.</summary>
    public static int ShardOf(string payerId) => int.Parse(payerId, CultureInfo.InvariantCulture) % Shards;

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
