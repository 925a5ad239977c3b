using System.Text.Json;

namespace Accounts.Platform;

/// <summary>Finds card numbers anywhere in a body, so that no route has to think of it. See <see cref="CardNumber"/> for what counts as one.</summary>
internal static class CardNumbers
{
    public static IReadOnlyList<FieldError> In(JsonElement body)
    {
        var found = new List<FieldError>();
        Search(body, "#", found);
        return found;
    }

    private static void Search(JsonElement value, string pointer, List<FieldError> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Search(member.Value, $"{pointer}/{member.Name}", found);
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                    Search(item, $"{pointer}/{index++}", found);
                break;
            case JsonValueKind.String when CardNumber.IsIn(value.GetString()!):
            case JsonValueKind.Number when CardNumber.IsIn(value.GetRawText()):
                found.Add(new FieldError(pointer, "looks like a card number", "a text without card numbers"));
                break;
        }
    }
}
