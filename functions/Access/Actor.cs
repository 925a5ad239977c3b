namespace Accounts.Access;

/// <summary>Who did something, and in which capacity.</summary>
/// <param name="Kind">In which capacity.</param>
/// <param name="UserId">The user; null when no user did it.</param>
/// <param name="Name">The user's name for display, as it was then.</param>
/// <param name="Role">The user's role, in the organization that they belong to.</param>
/// <param name="Organization">The partner or main account on whose behalf it was done; null for the organization's own members.</param>
public sealed record Actor(
    ActorKind Kind, string? UserId = null, string? Name = null, Role? Role = null, ActingOrganization? Organization = null)
{
    /// <summary>No user: something was due, or an external party answered.</summary>
    public static Actor System { get; } = new(ActorKind.System);
}

/// <summary>An organization whose members act on another one.</summary>
/// <param name="Id">Its customer number.</param>
/// <param name="Name">Its name at that time.</param>
public sealed record ActingOrganization(string Id, string Name);

/// <summary>The capacity in which somebody did something.</summary>
public enum ActorKind
{
    /// <summary>A member of the organization, logins of contacts included.</summary>
    Member,

    /// <summary>A member of a partner, within its grants.</summary>
    Partner,

    /// <summary>A member of the main account.</summary>
    MainAccount,

    /// <summary>The provider's own staff.</summary>
    Operator,

    /// <summary>A signed-in user who was not a member of the organization before, such as the one who answers an invitation.</summary>
    User,

    /// <summary>No user: something was due, or an external party answered.</summary>
    System,
}
