using Accounts.Platform.Values;

namespace Accounts.Customers.TaxIds;

/// <summary>An official service that knows tax ids.</summary>
public interface ITaxRegister
{
    /// <summary>Whether it knows the ids of that country.</summary>
    bool Covers(Country country);

    /// <summary>Asks about an id. Never throws because of the register: a failure of it is returned as an answer.</summary>
    Task<RegisterAnswer> AskAsync(VatId vatId, CancellationToken cancellationToken);
}

/// <summary>The answer of a register.</summary>
public abstract record RegisterAnswer;

/// <summary>The id exists and is in force.</summary>
/// <param name="At">When the register said so, by its own clock if it gives a time.</param>
/// <param name="ConsultationNumber">The register's proof that it was asked, if it gives one.</param>
/// <param name="Name">Name of the owner, if the register says it.</param>
/// <param name="Address">Address of the owner, if the register says it; may have several lines.</param>
public sealed record Registered(
    DateTimeOffset At, string? ConsultationNumber = null, string? Name = null, string? Address = null) : RegisterAnswer;

/// <summary>The register says that there is no such id. Never used for a failure.</summary>
public sealed record NotRegistered : RegisterAnswer;

/// <summary>The register did not say anything about the id.</summary>
/// <param name="Reason">The register's code, or <c>TIMEOUT</c>, <c>UNREACHABLE</c>, <c>UNREADABLE</c>, <c>HTTP_503</c>.</param>
/// <param name="Retriable">False when a retry cannot help until our settings or the register change.</param>
public sealed record Unavailable(string Reason, bool Retriable) : RegisterAnswer
{
    /// <summary>No answer in time.</summary>
    public static Unavailable TimedOut { get; } = new("TIMEOUT", Retriable: true);

    /// <summary>No connection, or it broke.</summary>
    public static Unavailable Unreachable { get; } = new("UNREACHABLE", Retriable: true);

    /// <summary>An answer that is not in the agreed form.</summary>
    public static Unavailable Unreadable { get; } = new("UNREADABLE", Retriable: true);

    /// <summary>An HTTP error that is not from the register's own interface.</summary>
    public static Unavailable Http(int status) => new(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"HTTP_{status}"),
        Retriable: status is 408 or 429 or >= 500);
}
