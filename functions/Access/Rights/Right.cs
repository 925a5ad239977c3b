namespace Accounts.Access.Rights;

/// <summary>The products of a customer for which a partner can get access. Grants use these names.</summary>
public enum Product
{
    /// <summary>All products below, including those that are added later.</summary>
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
    /// Whether this right includes the needed one: read is part of manage and of billing, both are part of full, and the product
    /// <c>All</c> includes each product.
    /// </summary>
    public bool Includes(ProductRight needed) =>
        (Product == Product.All || Product == needed.Product)
        && (Right == needed.Right || Right == Right.Full || needed.Right == Right.Read);
}

/// <summary>One right on one product until a day.</summary>
/// <param name="Product">The product.</param>
/// <param name="Right">What may be done with the product.</param>
/// <param name="Until">The last day on which it is valid, in Central European time.</param>
public sealed record Grant(Product Product, Right Right, DateOnly Until)
{
    /// <summary>The months by which a grant is extended when it ends, if the customer wants that.</summary>
    public const int ExtensionMonths = 6;

    /// <summary>
    /// The agreed day of the month, if the month of <see cref="Until"/> is too short for it. For example, a grant until 31 August is
    /// extended until 28 February, and then until 31 August again. Null otherwise.
    /// </summary>
    public int? AgreedDay { get; init; }

    internal ProductRight What => new(Product, Right);

    /// <summary>Whether this grant includes everything that the other one includes.</summary>
    public bool Covers(Grant other) => What.Includes(other.What) && Until >= other.Until;

    /// <summary>The grant, extended by six months.</summary>
    public Grant Extend()
    {
        var (month, agreed) = (Until.AddMonths(ExtensionMonths), AgreedDay ?? Until.Day);
        var day = Math.Min(agreed, DateTime.DaysInMonth(month.Year, month.Month));
        return this with { Until = new DateOnly(month.Year, month.Month, day), AgreedDay = day < agreed ? agreed : null };
    }

    /// <summary>Whether it includes the needed right on that day.</summary>
    public bool Allows(ProductRight needed, DateOnly today) => today <= Until && What.Includes(needed);
}
