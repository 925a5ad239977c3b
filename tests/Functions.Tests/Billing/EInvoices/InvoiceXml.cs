using System.Xml.Linq;
using Accounts.Billing.Documents;
using Accounts.Billing.EInvoices;

namespace Accounts.Tests.Billing.EInvoices;

/// <summary>The XML of an invoice, read by element names without their namespaces: <c>PaymentMeans/PaymentMeansCode</c>.</summary>
internal sealed class InvoiceXml
{
    private readonly XElement _root;

    private InvoiceXml(XElement root) => _root = root;

    public string Root => _root.Name.LocalName;

    public static InvoiceXml Of(InvoiceDocument document)
    {
        using var stream = new MemoryStream(XRechnung.Write(document));
        return new InvoiceXml(XDocument.Load(stream, LoadOptions.PreserveWhitespace).Root!);
    }

    /// <summary>The texts of all elements at a path.</summary>
    public IReadOnlyList<string> All(string path) => [.. Elements(path).Select(element => element.Value)];

    /// <summary>The text of the only element at a path; null where there is none.</summary>
    public string? One(string path) => Elements(path).SingleOrDefault()?.Value;

    /// <summary>An attribute of the only element at a path.</summary>
    public string? Attribute(string path, string name) => Elements(path).Single().Attribute(name)?.Value;

    /// <summary>The elements at a path, each to be read separately.</summary>
    public IReadOnlyList<InvoiceXml> Parts(string path) => [.. Elements(path).Select(element => new InvoiceXml(element))];

    private IEnumerable<XElement> Elements(string path) => path.Split('/').Aggregate<string, IEnumerable<XElement>>(
        [_root], (elements, name) => elements.Elements().Where(element => element.Name.LocalName == name));
}
