namespace Azure.Communication.Email;

/// <summary><c>endpoint=https://…;accesskey=…</c></summary>
internal static class EmailConnectionString
{
    /// <exception cref="ArgumentException">A part is missing; the string is not repeated, it may hold the key.</exception>
    public static (Uri Endpoint, byte[] Key) Parse(string connectionString)
    {
        var parts = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        var key = parts["accesskey"].FirstOrDefault() ?? "";
        var bytes = new byte[key.Length];
        if (!Uri.TryCreate(parts["endpoint"].FirstOrDefault(), UriKind.Absolute, out var endpoint)
            || !Convert.TryFromBase64String(key, bytes, out var length) || length == 0)
        {
            throw new ArgumentException("The connection string must have an endpoint and an access key.", nameof(connectionString));
        }

        return (endpoint, bytes[..length]);
    }
}
