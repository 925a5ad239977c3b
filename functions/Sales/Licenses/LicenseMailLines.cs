using Accounts.Platform.Values;
using Accounts.Sales.Orders;

namespace Accounts.Sales.Licenses;

/// <summary>The lines of an order as mails list them: quantity, product and result.</summary>
internal sealed class LicenseMailLines(IReadOnlyList<OrderLine> lines, IReadOnlyList<Purchase> purchases, Language language)
{
    // Keeps the mail readable; the delivery note has all lines.
    private const int MostLines = 30;

    public IReadOnlyList<string> Delivered => Of(PurchaseState.Delivered, (line, _) => $"{Text(line)}: {(line.Keys == 0 ? Live : Ready)}");

    public IReadOnlyList<string> Failed => Of(PurchaseState.Failed, (line, _) => Text(line));

    public IReadOnlyList<string> FailedWithCodes => Of(PurchaseState.Failed, (line, purchase) => $"{Text(line)}: {purchase.Failure}");

    public string Vendors => string.Join(", ", lines.Select(line => line.Vendor!.Name).Distinct());

    private string Live => language.Pick("produktiv geschaltet", "live", "en service", "in esercizio");

    private string Ready => language.Pick(
        "Schlüssel im Kundenportal", "keys in the customer portal", "clés dans le portail client", "chiavi nel portale clienti");

    private string Further => language.Pick(
        "weitere im Kundenportal", "more in the customer portal", "suite dans le portail client", "altre nel portale clienti");

    private string Text(OrderLine line) => $"{line.Quantity} × {line.Name.In(language)}";

    private List<string> Of(PurchaseState state, Func<OrderLine, Purchase, string> text)
    {
        var all = lines
            .Join(purchases.Where(purchase => purchase.State == state), line => line.Number, purchase => purchase.Line, text)
            .ToList();
        return all.Count <= MostLines ? all : [.. all.Take(MostLines), Further];
    }
}
