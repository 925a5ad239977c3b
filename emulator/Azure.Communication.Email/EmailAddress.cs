namespace Azure.Communication.Email;

/// <summary>Somebody who gets mail.</summary>
public readonly struct EmailAddress
{
    public EmailAddress(string address) : this(address, null!)
    {
    }

    public EmailAddress(string address, string displayName)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        Address = address;
        DisplayName = displayName;
    }

    public string Address { get; }

    /// <summary>Null where none was given.</summary>
    public string DisplayName { get; }
}
