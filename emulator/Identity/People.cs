using System.Text.Json;
using Accounts.Emulator.Host;

namespace Accounts.Emulator.Identity;

/// <summary>A person who signs in. There is no password.</summary>
/// <param name="Email">As the person types it.</param>
/// <param name="Name">Null: no name in the token.</param>
/// <param name="Roles">Such as <c>operator</c>.</param>
/// <param name="EmailVerified">Whether the issuer says that the address is verified.</param>
internal sealed record Person(string Email, string? Name, IReadOnlyList<string> Roles, bool EmailVerified = true)
{
    /// <summary>A minimal check; the app checks addresses fully.</summary>
    public static bool IsAddress(string? email) => email?.IndexOf('@', StringComparison.Ordinal) is > 0;
}

/// <summary>People offered on the sign-in page: the last who signed in, at first two from the tour. Stored in the data folder.</summary>
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
            // Somebody has edited the file. The page works without it.
        }

        return
        [
            new("hanna@palmer.example", "Hanna Palmer", []),
            new("ops@provider.example", "Olga", ["operator"]),
        ];
    }
}
