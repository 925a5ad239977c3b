namespace Accounts.Access.Rights;

/// <summary>Which rights there are on which products. What a partner asks for and what a customer grants is checked against it.</summary>
public static class RightCatalog
{
    private static readonly IReadOnlyList<Right> WithoutMoney = [Right.Read, Right.Manage];
    private static readonly IReadOnlyList<Right> WithMoney = [Right.Read, Right.Manage, Right.Billing, Right.Full];

    /// <summary>
    /// The rights on a product. What something costs is seen with the account, licenses and services; the rest has no prices of
    /// its own.
    /// </summary>
    public static IReadOnlyList<Right> On(Product product) =>
        product is Product.Hosting or Product.Cloud or Product.Telephony ? WithoutMoney : WithMoney;

    /// <summary>The rights that are part of one, beside itself.</summary>
    public static IReadOnlyList<Right> PartsOf(Right right) =>
        [
            .. Enum.GetValues<Right>().Where(
                part => part != right && new ProductRight(Product.All, right).Includes(new ProductRight(Product.All, part))),
        ];
}
