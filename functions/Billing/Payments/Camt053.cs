using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Accounts.Platform.Values;

namespace Accounts.Billing.Payments;

/// <summary>A transfer that a bank statement shows.</summary>
/// <param name="Id">Its id, the same in every file that shows it.</param>
/// <param name="Amount">In minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="BookedOn">The day of the booking.</param>
/// <param name="Reference">What the sender wrote.</param>
/// <param name="Debtor">The name of the sender; null if the bank does not say it.</param>
/// <param name="DebtorIban">The IBAN of the sender; null if the bank does not say it.</param>
public sealed record StatementTransfer(
    string Id, long Amount, string Currency, DateOnly BookedOn, string Reference, string? Debtor, string? DebtorIban)
{
    /// <summary>Whether it stands for a batch of transfers, of which the file lacks some or their amounts.</summary>
    public bool IsIncompleteBatch { get; init; }

    public Sender Sender => new(DebtorIban, Debtor);
}

/// <summary>
/// Reads bank statements of ISO 20022 (camt.053, any version): booked credits, with each transfer of a batch on its own. Elements are
/// found by their names without namespace, because banks send versions 001.02 to 001.08.
/// </summary>
public static class Camt053
{
    /// <summary>Maximum number of transfers in a file.</summary>
    public const int MaxTransfers = 5_000;

    private const int MaxText = 1_000;

    /// <summary>The transfers of a file; null if it is not such a statement, or has too many transfers.</summary>
    /// <param name="file">The file, as the bank gives it.</param>
    public static IReadOnlyList<StatementTransfer>? Read(Stream file)
    {
        try
        {
            // A DTD is refused, so that the file cannot load other files or expand entities.
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(file, settings);
            var root = XDocument.Load(reader).Root;
            if (root?.Elements().FirstOrDefault() is not { Name.LocalName: "BkToCstmrStmt" } statements)
                return null;
            var transfers = All(statements, "Stmt")
                .SelectMany(statement => All(statement, "Ntry"))
                .SelectMany(TransfersOf)
                .Take(MaxTransfers + 1)
                .ToList();
            return transfers.Count > MaxTransfers ? null : transfers;
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private static IEnumerable<StatementTransfer> TransfersOf(XElement entry)
    {
        var state = One(entry, "Sts");
        var isBooked = (state is null ? null : One(state, "Cd")?.Value ?? state.Value.Trim()) == "BOOK";
        if (!isBooked || One(entry, "CdtDbtInd")?.Value != "CRDT" || One(entry, "RvslInd")?.Value is "true" or "1")
            return [];
        var day = One(entry, "BookgDt") is { } booked ? DateOf(booked) : throw new FormatException("An entry has no date.");
        var account = One(entry, "AcctSvcrRef")?.Value ?? One(entry, "NtryRef")?.Value ?? "";
        var batches = All(entry, "NtryDtls").ToList();
        var details = batches.SelectMany(batch => All(batch, "TxDtls")).ToList();
        var count = Math.Max(details.Count, batches.Sum(CountOf));
        // The entry has the sum of a batch, which is the amount of none of its transfers.
        if (count > 1 && (details.Count < count || details.Any(one => OwnAmountOf(one) is null)))
            return [TransferOf(entry, entry, day, account, 0) with { IsIncompleteBatch = true }];
        return details.Count == 0
            ? [TransferOf(entry, entry, day, account, 0)]
            : details.Select((one, index) => TransferOf(entry, one, day, account, index));
    }

    // How many transfers a batch has; 0 if the bank does not say it.
    private static int CountOf(XElement batch) =>
        int.TryParse(Path(batch, "Btch", "NbOfTxs")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static XElement? OwnAmountOf(XElement one) => One(one, "Amt") ?? Path(one, "AmtDtls", "TxAmt", "Amt");

    private static StatementTransfer TransferOf(XElement entry, XElement one, DateOnly day, string account, int index)
    {
        // A single transfer may have its amount in the entry only.
        var amount = OwnAmountOf(one) ?? One(entry, "Amt") ?? throw new FormatException("An entry has no amount.");
        var refs = One(one, "Refs");
        var texts = One(one, "RmtInf") is { } said
            ? said.Descendants().Where(element => element.Name.LocalName is "Ustrd" or "Ref").Select(element => element.Value)
            : [One(one, "AddtlNtryInf")?.Value ?? ""];
        var reference = string.Concat(texts);
        var debtor = Path(one, "RltdPties", "Dbtr", "Nm") ?? Path(one, "RltdPties", "Dbtr", "Pty", "Nm");
        string[] marks =
        [
            account, refs is null ? "" : string.Join('|', refs.Elements().Select(element => element.Value)),
            amount.Value, day.ToString("O", CultureInfo.InvariantCulture), reference, index.ToString(CultureInfo.InvariantCulture),
        ];
        return new StatementTransfer(
            "transfer-" + Hashes.Of(string.Join('\n', marks))[..32],
            (long)(decimal.Parse(amount.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * 100),
            amount.Attribute("Ccy")?.Value ?? "",
            day,
            Short(reference)!,
            Short(debtor?.Value),
            Short(Path(one, "RltdPties", "DbtrAcct", "Id", "IBAN")?.Value));
    }

    private static DateOnly DateOf(XElement element)
    {
        var text = One(element, "Dt")?.Value ?? One(element, "DtTm")?.Value ?? "";
        return DateOnly.ParseExact(text.AsSpan(0, Math.Min(10, text.Length)), "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string? Short(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text;

    private static XElement? One(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static IEnumerable<XElement> All(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    private static XElement? Path(XElement parent, params string[] names) =>
        names.Aggregate<string, XElement?>(parent, (element, name) => element is null ? null : One(element, name));
}
