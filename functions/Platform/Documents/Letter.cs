using Accounts.Platform.Values;

namespace Accounts.Platform.Documents;

/// <summary>
/// What a letter of the provider says: a confirmation, a delivery note, an invoice. <see cref="LetterLayout"/> gives it its
/// form. Texts are plain; what does not fit on a line is wrapped, and what does not fit on a page goes on the next one.
/// </summary>
public sealed record Letter
{
    /// <summary>Of all texts.</summary>
    public required Language Language { get; init; }

    /// <summary>The headline with the number; also in the head of every further page.</summary>
    public required string Title { get; init; }

    /// <summary>When what it says was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who sends it.</summary>
    public required ProviderOptions Provider { get; init; }

    /// <summary>To whom, line by line.</summary>
    public required IReadOnlyList<string> Recipient { get; init; }

    /// <summary>Date, numbers and the like, beside the address. The provider's contact person follows them.</summary>
    public required IReadOnlyList<(string Label, string Value)> Facts { get; init; }

    /// <summary>Paragraphs before the table.</summary>
    public IReadOnlyList<string> Opening { get; init; } = [];

    /// <summary>The table.</summary>
    public required LetterTable Table { get; init; }

    /// <summary>What the table comes to; the last line stands out.</summary>
    public IReadOnlyList<(string Label, string Value)> Totals { get; init; } = [];

    /// <summary>A second, smaller table: net and tax by rate.</summary>
    public LetterTable? Breakdown { get; init; }

    /// <summary>How to pay.</summary>
    public LetterPayment? Payment { get; init; }

    /// <summary>The slip to pay it with in Switzerland, on a last page.</summary>
    public SwissQrBill? SwissBill { get; init; }

    /// <summary>Paragraphs after all that, each under its heading.</summary>
    public IReadOnlyList<(string Heading, string Text)> Closing { get; init; } = [];
}

/// <summary>A table of a letter. Its head is repeated on every page.</summary>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">From top to bottom.</param>
/// <param name="Carry">How what the rows so far come to is carried over to the next page; null when it is not.</param>
public sealed record LetterTable(IReadOnlyList<LetterColumn> Columns, IReadOnlyList<LetterRow> Rows, LetterCarry? Carry = null);

/// <summary>A column.</summary>
/// <param name="Header">Its head.</param>
/// <param name="Millimetres">Its width.</param>
/// <param name="IsNumber">Set to the right.</param>
public sealed record LetterColumn(string Header, double Millimetres, bool IsNumber = false);

/// <summary>A row.</summary>
/// <param name="Cells">One text per column; may have several lines.</param>
/// <param name="Amount">What it adds to the sum that is carried over.</param>
/// <param name="BelongsToRowAbove">No line above it.</param>
public sealed record LetterRow(IReadOnlyList<string> Cells, long Amount = 0, bool BelongsToRowAbove = false)
{
    /// <summary>How it is set.</summary>
    internal RowKind Kind { get; private init; }

    /// <summary>Begins a section: a headline over the whole width, with details below. It stays with its first row.</summary>
    public static LetterRow Heading(string headline, string? details = null) =>
        new(details is null ? [headline] : [headline, details]) { Kind = RowKind.Heading };

    /// <summary>Ends a section: what its rows come to. It stays with the last of them.</summary>
    public static LetterRow Subtotal(string label, string value) => new([label, value]) { Kind = RowKind.Subtotal };
}

/// <summary>What is carried over between pages.</summary>
/// <param name="Label">Such as Übertrag.</param>
/// <param name="Show">The sum as people read it.</param>
public sealed record LetterCarry(string Label, Func<long, string> Show);

/// <summary>How to pay, kept together on a page.</summary>
/// <param name="Heading">Such as Zahlung.</param>
/// <param name="Text">Until when and how.</param>
/// <param name="Facts">Account, amount and reference, to be copied by hand.</param>
/// <param name="Code">The same for a banking app; null when there is none.</param>
/// <param name="Caption">What to do with the code.</param>
public sealed record LetterPayment(
    string Heading,
    string Text,
    IReadOnlyList<(string Label, string Value)> Facts,
    QrCode? Code = null,
    string? Caption = null);

/// <summary>How a row of a table is set.</summary>
internal enum RowKind
{
    Line,
    Heading,
    Subtotal,
}
