using System.Globalization;
using System.Text.Json;
using Accounts.Platform.Values;

namespace Accounts.Platform.Http;

/// <summary>Finds card numbers anywhere in a body, so that no route has to think of it. See <see cref="CardNumber"/> for what counts as one.</summary>
internal static class CardNumbers
{
    // Enough to correct what was typed; a body made of card numbers must not make a far larger answer.
    private const int MostFinds = 20;

    public static IReadOnlyList<FieldError> In(JsonElement body)
    {
        var found = new List<FieldError>();
        Search(body, ["#"], found);
        return found;
    }

    // Pointers are written out for finds only: a body can have names as long as itself, and thousands of values under one.
    private static void Search(JsonElement value, List<string> path, List<FieldError> found)
    {
        if (found.Count == MostFinds)
            return;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    SearchUnder(member.Name, member.Value, path, found);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    SearchUnder(index++.ToString(CultureInfo.InvariantCulture), item, path, found);
                break;
            case JsonValueKind.String when CardNumber.IsIn(value.GetString()!):
            case JsonValueKind.Number when CardNumber.IsIn(value.GetRawText()):
                found.Add(new FieldError(string.Join('/', path), "looks like a card number", "a text without card numbers"));
                break;
        }
    }

    private static void SearchUnder(string name, JsonElement value, List<string> path, List<FieldError> found)
    {
        path.Add(name);
        Search(value, path, found);
        path.RemoveAt(path.Count - 1);
    }
}
