using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Accounts.Platform.OpenApi;

/// <summary>Reads the XML documentation file of the assembly, so that code and OpenAPI document share the same texts.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> Members = Load();

    public static string? Of(Type type) => Clean(Find("T:" + NameOf(type))?.Element("summary"));

    /// <summary>The summary of a property, or its <c>param</c> text on the record.</summary>
    public static string? Of(PropertyInfo property)
    {
        var type = NameOf(property.DeclaringType!);
        return Clean(Find($"P:{type}.{property.Name}")?.Element("summary")
            ?? Find("T:" + type)?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == property.Name));
    }

    private static XElement? Find(string name) => Members.GetValueOrDefault(name);

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Clean(XElement? text) =>
        text is null ? null : Blanks().Replace(string.Concat(text.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" or "paramref" } reference => (reference.FirstAttribute?.Value ?? "").Split('(')[0].Split('.')[^1],
        XElement element => element.Value,
        _ => node.ToString(),
    };

    private static Dictionary<string, XElement> Load()
    {
        var file = Path.ChangeExtension(typeof(XmlDocs).Assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value)
            : [];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
