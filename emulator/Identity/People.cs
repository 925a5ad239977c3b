using System.Text.Json;
using Accounts.Emulator.Host;

namespace Accounts.Emulator.Identity;

/// <summary>Somebody who signs in. There is no password.</summary>
/// <param name="Email">As the person writes it.</param>
/// <param name="Name">Null: none in the token.</param>
/// <param name="Roles">Such as <c>operator</c>.</param>
/// <param name="EmailVerified">Whether the issuer vouches for the address.</param>
internal sealed record Person(string Email, string? Name, IReadOnlyList<string> Roles, bool EmailVerified = true)
{
    /// <summary>Far from all that an address must be, which is the app's to check.</summary>
    public static bool IsAddress(string? email) => email?.IndexOf('@', StringComparison.Ordinal) is > 0;
}

/// <summary>Who can be picked on the sign-in page: those who signed in last, at first two of the tour. Kept in the data folder.</summary>
internal sealed class People(DataFolder data)
{
    private const int Most = 12;

    private readonly string _path = Path.Combine(data.FullPath, "people.json");
    private readonly Lock _lock = new();

    public IReadOnlyList<Person> Recent()
    {
        lock (_lock)
            return Read();
    }

    public void SignedIn(Person person)
    {
        lock (_lock)
        {
            var others = Read().Where(other => !other.Email.Equals(person.Email, StringComparison.OrdinalIgnoreCase));
            WholeFile.Write(_path, JsonSerializer.Serialize(others.Prepend(person).Take(Most)));
        }
    }

    private Person[] Read()
    {
        try
        {
            if (File.Exists(_path))
                return JsonSerializer.Deserialize<Person[]>(File.ReadAllText(_path)) ?? [];
        }
        catch (JsonException)
        {
            // Somebody edited it; the page works without.
        }

        return
        [
            new("hanna@palmer.example", "Hanna Palmer", []),
            new("ops@provider.example", "Olga", ["operator"]),
        ];
    }
}
