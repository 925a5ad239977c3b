namespace Accounts.Access;

/// <summary>Who did something, and as what.</summary>
/// <param name="Kind">As what.</param>
/// <param name="UserId">The user; null when nobody was there.</param>
/// <param name="Name">The user's name for display, as it was then.</param>
/// <param name="Role">The user's role, in the organization that they belong to.</param>
/// <param name="Organization">The partner or main account on whose behalf it was done; null for the organization's own people.</param>
public sealed record Actor(
    ActorKind Kind, string? UserId = null, string? Name = null, Role? Role = null, ActingOrganization? Organization = null)
{
    /// <summary>Nobody: something fell due, or an outside party answered.</summary>
    public static Actor System { get; } = new(ActorKind.System);
}

/// <summary>An organization whose people act on another one.</summary>
/// <param name="Id">Its customer number.</param>
/// <param name="Name">As it was called then.</param>
public sealed record ActingOrganization(string Id, string Name);

/// <summary>As what somebody did something.</summary>
public enum ActorKind
{
    /// <summary>A member of the organization, logins of contacts included.</summary>
    Member,

    /// <summary>Somebody of a partner, within its grants.</summary>
    Partner,

    /// <summary>Somebody of the main account.</summary>
    MainAccount,

    /// <summary>The provider's own staff.</summary>
    Operator,

    /// <summary>A signed-in user who did not belong to the organization before, such as who answers an invitation.</summary>
    User,

    /// <summary>Nobody: something fell due, or an outside party answered.</summary>
    System,
}
