using System.Text.Encodings.Web;
using System.Text.Json;

namespace Accounts.Emulator.Dashboard;

/// <summary>Formats JSON for reading.</summary>
internal static class JsonText
{
    // Html encodes this text for the page. Here umlauts and quotes must stay readable.
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented when it is an object or an array, else the text as it is.</summary>
    public static string Pretty(string text)
    {
        if (text.TrimStart() is not ['{' or '[', ..])
            return text;
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
