using System.Globalization;
using System.Text;
using System.Xml;

namespace Accounts.Billing.EInvoices;

/// <summary>Writes UBL 2.1: components with content (cbc) and groups of them (cac).</summary>
internal sealed class UblWriter : IDisposable
{
    private const string Ubl = "urn:oasis:names:specification:ubl:schema:xsd:";
    private const string Group = Ubl + "CommonAggregateComponents-2";
    private const string Component = Ubl + "CommonBasicComponents-2";

    private readonly XmlWriter _xml;
    private readonly string _currency;

    /// <summary>Starts the document.</summary>
    /// <param name="stream">Is not closed.</param>
    /// <param name="root">Invoice or CreditNote.</param>
    /// <param name="currency">The currency of the amounts.</param>
    public UblWriter(Stream stream, string root, string currency)
    {
        _currency = currency;
        // These settings give the same bytes on every machine.
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        _xml.WriteStartDocument();
        _xml.WriteStartElement(root, $"{Ubl}{root}-2");
        _xml.WriteAttributeString("xmlns", "cac", null, Group);
        _xml.WriteAttributeString("xmlns", "cbc", null, Component);
    }

    /// <summary>Writes a group.</summary>
    public void Write(string group, Action content)
    {
        _xml.WriteStartElement(group, Group);
        content();
        _xml.WriteEndElement();
    }

    /// <summary>Writes a group that contains only an id; nothing if there is no id.</summary>
    public void WriteReference(string group, string? id)
    {
        if (id is not null)
            Write(group, () => Write("ID", id));
    }

    /// <summary>Writes a text; nothing if there is none, because empty elements are forbidden (R008).</summary>
    /// <param name="component">Name of the element.</param>
    /// <param name="text">May have several lines.</param>
    /// <param name="attribute">Name and value, such as the scheme of an id.</param>
    public void Write(string component, string? text, (string Name, string Value)? attribute = null)
    {
        if (text is null)
            return;

        _xml.WriteStartElement(component, Component);
        if (attribute is var (name, value))
            _xml.WriteAttributeString(name, value);
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    public void Write(string component, DateOnly? day) => Write(component, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Writes a number without trailing zeros.</summary>
    public void Write(string component, decimal number, (string Name, string Value)? attribute = null) =>
        Write(component, number.ToString("0.############################", CultureInfo.InvariantCulture), attribute);

    /// <summary>Writes an amount with two decimals (BR-DEC).</summary>
    /// <param name="component">Name of the element.</param>
    /// <param name="amount">In minor units.</param>
    /// <param name="currency">Null for the currency of the document.</param>
    public void WriteAmount(string component, long amount, string? currency = null) =>
        Write(component, (amount / 100m).ToString("0.00", CultureInfo.InvariantCulture), ("currencyID", currency ?? _currency));

    public void Dispose() => _xml.Dispose();
}
