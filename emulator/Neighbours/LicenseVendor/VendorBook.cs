using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Accounts.Emulator.Host;

namespace Accounts.Emulator.Neighbours.LicenseVendor;

/// <summary>
/// What the vendor has sold, to whom, and which callbacks are still to send. It is one file of the data folder, because an
/// outside party does not forget when we restart. Changes happen one at a time, and count once they are in the file.
/// </summary>
internal sealed class VendorBook(DataFolder data)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private readonly string _file = Path.Combine(data.FullPath, "license-vendor.json");
    private readonly Lock _lock = new();
    private Content? _content;

    public Content Read()
    {
        lock (_lock)
            return _content ??= File.Exists(_file) ? Load() : Content.Empty;
    }

    public Content Change(Func<Content, Content> change)
    {
        lock (_lock)
        {
            var changed = change(Read());
            WholeFile.Write(_file, JsonSerializer.Serialize(changed, Format));
            return _content = changed;
        }
    }

    /// <summary>A key of a purchase: always the same, but it cannot be guessed from the reference.</summary>
    /// <param name="number">From 0.</param>
    public string KeyOf(string reference, int number)
    {
        var bits = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Read().Seed), Encoding.UTF8.GetBytes($"{reference}\n{number}"));
        return string.Join('-', bits.Take(20).Select(bit => (char)('A' + bit % 26)).Chunk(5).Select(group => new string(group)));
    }

    private Content Load()
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllText(_file), Format) ?? Content.Empty;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{_file} cannot be read: {exception.Message}", exception);
        }
    }

    /// <param name="Seed">Makes the keys of this book different from those of others.</param>
    /// <param name="Purchases">By reference.</param>
    /// <param name="Refused">The number of requests for purchases that were refused, by reference.</param>
    /// <param name="Verified">E-mail addresses of contacts who have verified their account, in lower case.</param>
    internal sealed record Content(
        string Seed,
        IReadOnlyDictionary<string, BookedPurchase> Purchases,
        IReadOnlyDictionary<string, int> Refused,
        IReadOnlyList<string> Verified,
        IReadOnlyList<Callback> Callbacks)
    {
        public static Content Empty => new(
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            new Dictionary<string, BookedPurchase>(),
            new Dictionary<string, int>(),
            [],
            []);

        public Content With(BookedPurchase purchase) =>
            this with { Purchases = new Dictionary<string, BookedPurchase>(Purchases) { [purchase.Reference] = purchase } };

        public Content WithRefusal(string reference) =>
            this with { Refused = new Dictionary<string, int>(Refused) { [reference] = Refused.GetValueOrDefault(reference) + 1 } };

        public Content With(params Callback[] callbacks) => this with { Callbacks = [.. Callbacks, .. callbacks] };
    }
}
