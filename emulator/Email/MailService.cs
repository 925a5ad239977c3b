using Accounts.Emulator.Neighbours;

namespace Accounts.Emulator.Email;

/// <summary>Behaviours of the mail service, set by <c>mail</c>; cases are distinguished by the receiver's address.</summary>
internal static class MailService
{
    private const string Setting = "mail";
    private const string Delivering = "delivering";

    /// <summary>Refuses the mail permanently.</summary>
    private const string Refusing = "refusing";

    /// <summary>Answers 429, too many requests.</summary>
    private const string Overloaded = "overloaded";

    public static void AddTo(NeighbourSettings neighbours) => neighbours.Register(Setting, Delivering, Refusing, Overloaded);

    /// <exception cref="EmailErrorException">The service is set not to deliver to one of the receivers.</exception>
    public static void ThrowIfSetTo(NeighbourSettings neighbours, IEnumerable<string?> receivers)
    {
        foreach (var receiver in receivers)
        {
            switch (neighbours.BehaviourOf(Setting, receiver ?? ""))
            {
                case Refusing:
                    throw new EmailErrorException(new(400, "EmailDropped", "Refused: simulated by a setting of the emulator."));
                case Overloaded:
                    throw new EmailErrorException(new(429, "TooManyRequests", "Overloaded: simulated by a setting of the emulator."));
            }
        }
    }
}
