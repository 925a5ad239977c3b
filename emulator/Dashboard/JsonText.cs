using System.Text.Encodings.Web;
using System.Text.Json;

namespace Accounts.Emulator.Dashboard;

/// <summary>JSON as a person reads it.</summary>
internal static class JsonText
{
    // Encoded for the page by whoever puts it there; here umlauts and quotes are to stay readable.
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
