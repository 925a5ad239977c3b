namespace Accounts.Access.Rights;

/// <summary>The rights that exist on each product. Requests of partners and grants of customers are checked against them.</summary>
public static class RightCatalog
{
    private static readonly IReadOnlyList<Right> WithoutMoney = [Right.Read, Right.Manage];
    private static readonly IReadOnlyList<Right> WithMoney = [Right.Read, Right.Manage, Right.Billing, Right.Full];

    /// <summary>
    /// The rights on a product. Hosting, cloud and telephony have no prices of their own, so there is no right to see their costs:
    /// these are part of account, licenses and services.
    /// </summary>
    public static IReadOnlyList<Right> On(Product product) =>
        product is Product.Hosting or Product.Cloud or Product.Telephony ? WithoutMoney : WithMoney;

    /// <summary>The other rights that a right includes.</summary>
    public static IReadOnlyList<Right> PartsOf(Right right) =>
        [
            .. Enum.GetValues<Right>().Where(
                part => part != right && new ProductRight(Product.All, right).Includes(new ProductRight(Product.All, part))),
        ];
}
