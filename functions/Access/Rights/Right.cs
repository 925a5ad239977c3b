namespace Accounts.Access.Rights;

/// <summary>What a customer has with the provider, as far as a partner can be let in. The names are those that grants use.</summary>
public enum Product
{
    /// <summary>Everything below, also what is added later.</summary>
    All,

    /// <summary>The customer account itself: company, tax ids, payment, invoices.</summary>
    Account,

    /// <summary>Web hosting, mail, domains.</summary>
    Hosting,

    /// <summary>Cloud projects.</summary>
    Cloud,

    /// <summary>Telephony and numbers.</summary>
    Telephony,

    /// <summary>Licenses, and the orders for them.</summary>
    Licenses,

    /// <summary>Services, and the orders for them.</summary>
    Services,
}

/// <summary>What a partner may do with a product.</summary>
public enum Right
{
    /// <summary>See it.</summary>
    Read,

    /// <summary>See, set up and change it.</summary>
    Manage,

    /// <summary>See it with what it costs: payment, invoices.</summary>
    Billing,

    /// <summary>All of these.</summary>
    Full,
}

/// <summary>One right on one product.</summary>
public readonly record struct ProductRight(Product Product, Right Right)
{
    /// <summary>
    /// Whether who has this right may do what needs the other: read is part of manage and of billing, both are part of full,
    /// and all products include each.
    /// </summary>
    public bool Includes(ProductRight needed) =>
        (Product == Product.All || Product == needed.Product)
        && (Right == needed.Right || Right == Right.Full || needed.Right == Right.Read);
}

/// <summary>One right on one product until a day.</summary>
/// <param name="Product">On what.</param>
/// <param name="Right">What may be done with it.</param>
/// <param name="Until">The last day that it counts, in Central European time.</param>
public sealed record Grant(Product Product, Right Right, DateOnly Until)
{
    /// <summary>How long a grant is prolonged by when it ends and the customer wants that.</summary>
    public const int ExtensionMonths = 6;

    /// <summary>
    /// The day of the month that was agreed, where the month of <see cref="Until"/> is too short for it: what runs until
    /// 31 August runs until 28 February, and then until 31 August again. Null otherwise.
    /// </summary>
    public int? AgreedDay { get; init; }

    /// <summary>What and with what right.</summary>
    internal ProductRight What => new(Product, Right);

    /// <summary>Whether the other one says nothing beyond this.</summary>
    public bool Covers(Grant other) => What.Includes(other.What) && Until >= other.Until;

    /// <summary>The grant for another six months.</summary>
    public Grant Extend()
    {
        var (month, agreed) = (Until.AddMonths(ExtensionMonths), AgreedDay ?? Until.Day);
        var day = Math.Min(agreed, DateTime.DaysInMonth(month.Year, month.Month));
        return this with { Until = new DateOnly(month.Year, month.Month, day), AgreedDay = day < agreed ? agreed : null };
    }

    /// <summary>Whether it lets its holder do this on that day.</summary>
    public bool Allows(ProductRight needed, DateOnly today) => today <= Until && What.Includes(needed);
}
