using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// The content of a letter from the provider: a confirmation, a delivery note, an invoice. <see cref="LetterLayout"/> lays it
/// out. Texts are plain. They are wrapped at the end of a line and continue on the next page.
/// </summary>
public sealed record Letter
{
    /// <summary>The language of all texts.</summary>
    public required Language Language { get; init; }

    /// <summary>The headline with the number; also at the head of every further page.</summary>
    public required string Title { get; init; }

    /// <summary>The time of the content. It is also the creation date of the file.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The sender.</summary>
    public required ProviderOptions Provider { get; init; }

    /// <summary>Name and address of the recipient, line by line.</summary>
    public required IReadOnlyList<string> Recipient { get; init; }

    /// <summary>Date, numbers and the like, beside the address. The provider's contact person follows them.</summary>
    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    /// <summary>Paragraphs before the table.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    public required LetterTable Table { get; init; }

    /// <summary>The totals of the table; the last line is emphasized.</summary>
    public IReadOnlyList<(string Label, string Value)> Totals { get; init; } = [];

    /// <summary>A second, smaller table: net and tax by rate.</summary>
    public LetterTable? Breakdown { get; init; }

    /// <summary>How to pay.</summary>
    public LetterPayment? Payment { get; init; }

    /// <summary>The Swiss payment slip, on a last page.</summary>
    public SwissQrBill? SwissBill { get; init; }

    /// <summary>Paragraphs at the end, each under its heading.</summary>
    public IReadOnlyList<(string Heading, string Text)> Closing { get; init; } = [];
}

/// <summary>A table of a letter. Its head is repeated on every page.</summary>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Carry">How the sum so far is carried over to the next page; null when it is not.</param>
public sealed record LetterTable(IReadOnlyList<LetterColumn> Columns, IReadOnlyList<LetterRow> Rows, LetterCarry? Carry = null);

/// <summary>A column.</summary>
/// <param name="Header">Its head.</param>
/// <param name="Millimetres">Its width.</param>
/// <param name="IsNumber">Aligned to the right.</param>
public sealed record LetterColumn(string Header, double Millimetres, bool IsNumber = false);

/// <summary>A row.</summary>
/// <param name="Cells">One text per column; may have several lines.</param>
/// <param name="Amount">The amount that it adds to the sum that is carried over.</param>
/// <param name="BelongsToRowAbove">Whether no line is drawn above it.</param>
public sealed record LetterRow(IReadOnlyList<string> Cells, long Amount = 0, bool BelongsToRowAbove = false)
{
    internal RowKind Kind { get; private init; }

    /// <summary>Begins a section: a headline over the whole width, with details below. Kept on one page with its first row.</summary>
    public static LetterRow Heading(string headline, string? details = null) =>
        new(details is null ? [headline] : [headline, details]) { Kind = RowKind.Heading };

    /// <summary>Ends a section with the sum of its rows. Kept on one page with the last of them.</summary>
    public static LetterRow Subtotal(string label, string value) => new([label, value]) { Kind = RowKind.Subtotal };
}

/// <summary>The sum that is carried over between pages.</summary>
/// <param name="Label">The label, such as Übertrag.</param>
/// <param name="Show">Formats the sum for readers.</param>
public sealed record LetterCarry(string Label, Func<long, string> Show);

/// <summary>How to pay, kept together on a page.</summary>
/// <param name="Heading">The heading, such as Zahlung.</param>
/// <param name="Text">Until when to pay, and how.</param>
/// <param name="Facts">Account, amount and reference, to be copied by hand.</param>
/// <param name="Code">The same data for a banking app; null when there is none.</param>
/// <param name="Caption">What to do with the code.</param>
public sealed record LetterPayment(
    string Heading,
    string Text,
    IReadOnlyList<(string Label, string Value)> Facts,
    QrCode? Code = null,
    string? Caption = null);

internal enum RowKind
{
    Line,
    Heading,
    Subtotal,
}
