using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using static System.Net.WebUtility;

namespace Accounts.Emulator.Dashboard;

/// <summary>
/// A piece of a page. Every value put into its markup is encoded unless it is <see cref="Html"/> itself, so nobody can
/// forget to encode.
/// </summary>
internal sealed class Html
{
    private readonly string _markup;

    private Html(string markup) => _markup = markup;

    public static Html None { get; } = new("");

    /// <summary>Markup with placeholders, as in <c>Html.Of($"&lt;b&gt;{name}&lt;/b&gt;")</c>. Attribute values must be quoted.</summary>
    public static Html Of(Markup markup) => new(markup.ToString());

    public override string ToString() => _markup;

    /// <summary>The compiler passes literal text and placeholders separately. A string cannot be added as markup.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _text = new(literalLength + (16 * formattedCount));

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(string? text) => _text.Append(HtmlEncode(text));

        public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(DateTimeOffset time) => AppendFormatted(Times.Text(time));

        public void AppendFormatted(Html? piece) => _text.Append(piece?._markup);

        public void AppendFormatted(IEnumerable<Html> pieces)
        {
            foreach (var piece in pieces)
                _text.Append(piece._markup);
        }

        public override string ToString() => _text.ToString();
    }
}
