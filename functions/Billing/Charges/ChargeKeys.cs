using System.Globalization;
using Accounts.Platform.Storage;

namespace Accounts.Billing.Charges;

public static class ChargeKeys
{
    /// <summary>Prefix of charges, in the account that uses them and in the account that pays.</summary>
    [RowKey(Tables.Organizations)]
    public const string Charges = "charge:";

    /// <summary>Prefix of charges that no draft bills yet, in the partition of the payer.</summary>
    [RowKey(Tables.Organizations)]
    public const string Open = "charge-open:";

    /// <summary>Prefix of payers, in the partition of their shard and a day.</summary>
    [RowKey(Tables.PayersDue)]
    public const string Payers = "payer:";

    /// <summary>Number of shards over which invoice runs spread their work. Must never change.</summary>
    public const int Shards = 16;

    public static string Charge(string chargeId) => Charges + chargeId;

    /// <summary>The key of a charge while no draft bills it; sorted by due day.</summary>
    public static string OpenCharge(Charge charge) => $"{Open}{Day(charge.DueOn)}:{charge.Id}";

    /// <summary>The partition of a shard and a day.</summary>
    public static string DueOn(int shard, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{shard:D2}:{Day(day)}");

    /// <summary>The shard of a payer. Customer numbers are random, so that accounts spread evenly over the shards.</summary>
    public static int ShardOf(string payerId) => int.Parse(payerId, CultureInfo.InvariantCulture) % Shards;

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
