using Accounts.Platform.Documents;
using Accounts.Platform.Mail;
using Accounts.Platform.Values;

namespace Accounts.Sales.Orders;

/// <summary>What the documents of an order have in common.</summary>
internal static class OrderDocuments
{
    public const string ContentType = "application/pdf";

    /// <summary>
    /// Where a document is stored. The name contains the attempt: after the tables are restored from a backup, order numbers are
    /// used again, and the documents of the lost orders still exist.
    /// </summary>
    public static string BlobOf(string kind, string number, Order order, string extension = "pdf") =>
        $"{kind}/{number}-{order.Attempt}.{extension}";

    public static IReadOnlyList<string> AddressOf(OrderRecipient recipient, ProviderOptions provider, Language language) =>
        new string?[]
        {
            recipient.Company,
            recipient.Attention,
            $"{recipient.Address.Street} {recipient.Address.HouseNumber}".TrimEnd(),
            $"{recipient.Address.PostalCode} {recipient.Address.City}".TrimStart(),
            recipient.Address.Country == provider.Country.ToString() ? null : CountryName(recipient.Address.Country, language),
        }.OfType<string>().ToList();

    public static IReadOnlyList<(string Label, string Value)> FactsOf(Order order, string dateLabel, DateTimeOffset date)
    {
        var language = order.Language;
        (string Label, string? Value)[] facts =
        [
            (dateLabel, MailDates.Day(date, language)),
            (language.Pick("Auftragsnummer", "Order number", "N° de commande", "Numero d’ordine"), order.Id),
            (language.Pick("Kundennummer", "Customer number", "Numéro de client", "Numero cliente"),
                OrderId.Parse(order.Id)!.OrganizationId),
            (language.Pick("Ihre Bestellnummer", "Your order number", "Votre numéro de commande", "Il Suo numero d’ordine"),
                order.PurchaseOrderNumber),
            (VatLabel(order), order.Customer.VatId),
        ];
        return [.. facts.Where(fact => fact.Value is not null).Select(fact => (fact.Label, fact.Value!))];
    }

    /// <summary>
    /// Names the customer, who is bound by the order, when its documents are addressed to another company. Otherwise the customer
    /// would not appear, and the VAT id would seem to be that of the addressee. Empty when both are the same company.
    /// </summary>
    public static IReadOnlyList<string> RolesOf(Order order, ProviderOptions provider)
    {
        if (!IsForAnother(order))
            return [];
        var customer = new OrderRecipient(order.Customer.Company.Name, Attention: null, order.Customer.Company.Address, "");
        var address = string.Join(", ", AddressOf(customer, provider, order.Language));
        return
        [
            order.Language.Pick(
                $"Auftraggeber und Vertragspartner: {address}.\nEmpfänger dieses Dokuments: {order.Recipient.Company}.",
                $"Customer and party to the contract: {address}.\nAddressee of this document: {order.Recipient.Company}.",
                $"Client et partie au contrat: {address}.\nDestinataire de ce document: {order.Recipient.Company}.",
                $"Cliente e parte contraente: {address}.\nDestinatario di questo documento: {order.Recipient.Company}."),
        ];
    }

    private static bool IsForAnother(Order order) => order.Recipient.Company != order.Customer.Company.Name;

    private static string VatLabel(Order order)
    {
        var isSwiss = order.Customer.Company.Address.Country == "CH";
        return IsForAnother(order)
            ? order.Language.Pick(
                isSwiss ? "UID des Auftraggebers" : "USt-IdNr. des Auftraggebers",
                "Customer's VAT id",
                isSwiss ? "IDE du client" : "N° TVA du client",
                isSwiss ? "IDI del cliente" : "N. IVA del cliente")
            : order.Language.Pick(
                isSwiss ? "Ihre UID" : "Ihre USt-IdNr.",
                "Your VAT id",
                isSwiss ? "Votre IDE" : "Votre N° TVA",
                isSwiss ? "Il Suo IDI" : "Il Suo N. IVA");
    }

    // The last line of an address abroad, in capitals. For other countries, the code is enough.
    public static string CountryName(string code, Language language) => code switch
    {
        "DE" => language.Pick("DEUTSCHLAND", "GERMANY", "ALLEMAGNE", "GERMANIA"),
        "AT" => language.Pick("ÖSTERREICH", "AUSTRIA", "AUTRICHE", "AUSTRIA"),
        "CH" => language.Pick("SCHWEIZ", "SWITZERLAND", "SUISSE", "SVIZZERA"),
        _ => code,
    };
}
