namespace Azure.Communication.Email;

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

    /// <summary>Null when none was given.</summary>
    public string DisplayName { get; }
}
