using Accounts.Access.Rights;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Access;

/// <summary>Who may call a function. The organization roles count within the organization of the route.</summary>
[Flags]
public enum Who
{
    /// <summary>Nobody; used for a function without a rule.</summary>
    Nobody = 0,

    /// <summary>rechtlich Verantwortliche</summary>
    LegalRepresentative = 1,

    /// <summary>Administrators of the organization.</summary>
    Admin = 2,

    /// <summary>Its other members.</summary>
    Employee = 4,

    /// <summary>Members who are responsible for invoices.</summary>
    Billing = 8,

    /// <summary>
    /// Legal representatives, admins and employees of a partner, within what the customer granted; see
    /// <see cref="AllowAttribute.Product"/>.
    /// </summary>
    Partner = 16,

    /// <summary>
    /// Legal representatives, admins and billing members of the main account, on its sub-accounts. They may also do what the role
    /// in which they act there allows, see <see cref="Delegation.ActsAs"/>.
    /// </summary>
    MainAccount = 32,

    /// <summary>The provider's own staff, by the role <c>operator</c> in their token.</summary>
    Operator = 64,

    /// <summary>Everyone with a valid token.</summary>
    AnyUser = 128,

    /// <summary>Everyone, without a token.</summary>
    Open = 256,

    /// <summary>A system that signs its messages, see <see cref="AllowAttribute.Secrets"/>.</summary>
    Webhook = 512,

    /// <summary>Members who came through the login of a contact: the contact's permissions decide instead of a role.</summary>
    Login = 1024,

    /// <summary>All members.</summary>
    Member = LegalRepresentative | Admin | Employee | Billing | Login,
}

/// <summary>The access rule of a function. Every call of a function without a rule is refused.</summary>
/// <param name="who">Any of these may call it.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAttribute(Who who) : AccessRuleAttribute
{
    /// <summary>A function that logins of contacts may call too.</summary>
    /// <param name="who">Any of these may call it.</param>
    /// <param name="permission">Every login with this permission may call it too.</param>
    public AllowAttribute(Who who, Permission permission)
        : this(who) => Permission = permission;

    /// <summary>A function that partners may call within their grants.</summary>
    /// <param name="who">Any of these may call it.</param>
    /// <param name="product">Partners with a grant on this product may call it too.</param>
    /// <param name="right">The right that such a grant must have.</param>
    public AllowAttribute(Who who, Product product, Right right)
        : this(who | Who.Partner) => (Product, Right) = (product, right);

    /// <summary>A function that logins and partners may call.</summary>
    /// <param name="who">Any of these may call it.</param>
    /// <param name="permission">Every login with this permission may call it too.</param>
    /// <param name="product">Partners with a grant on this product may call it too.</param>
    /// <param name="right">The right that such a grant must have.</param>
    public AllowAttribute(Who who, Permission permission, Product product, Right right)
        : this(who, product, right) => Permission = permission;

    /// <summary>Any of these may call it.</summary>
    public Who Who { get; } = who;

    /// <summary>Logins with this permission may call it too; null when logins may not, unless <see cref="Who"/> includes them.</summary>
    public Permission? Permission { get; }

    /// <summary>With <see cref="Who.Partner"/>: the product that a grant must be on; null when any grant is sufficient.</summary>
    public Product? Product { get; }

    /// <summary>With <see cref="Product"/>: the right that is needed.</summary>
    public Right Right { get; }

    /// <summary>
    /// Whether partners with any grant may call the function, which then decides whether the grant is sufficient: for an order, by
    /// what was ordered.
    /// </summary>
    public bool LeavesToFunction(Who acting) => acting == Who.Partner && Product is null;

    /// <summary>With <see cref="Who.Webhook"/>: the settings section with the secrets that the sender signs with.</summary>
    public string? Secrets { get; init; }

    /// <inheritdoc />
    public override bool IsOpen => Who.HasFlag(Who.Open);

    /// <inheritdoc />
    public override bool IsSigned => Who.HasFlag(Who.Webhook);

    /// <inheritdoc />
    public override string Text
    {
        get
        {
            var names = Enum.GetValues<Who>()
                .Where(who => who != Who.Nobody && who != Who.Member && Who.HasFlag(who))
                .Select(who => char.ToLowerInvariant(who.ToString()[0]) + who.ToString()[1..]);
            var logins = Permission is { } permission ? "; logins with " + EnumNames.Of(permission) : "";
            var partners = Product is { } product
                ? $"; partners with the right {EnumNames.Of(Right)} on {EnumNames.Of(product)}"
                : "";
            var main = Who.HasFlag(Who.Admin) ? "; on a sub-account, also legal representatives and admins of its main account" : "";
            return string.Join(", ", names) + logins + partners + main;
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<Type> Failures => Who switch
    {
        _ when IsOpen => [],
        _ when IsSigned => [typeof(Unauthenticated)],
        _ when Who.HasFlag(Who.AnyUser) => [typeof(Unauthenticated), typeof(IdentityProviderUnavailable)],
        _ => [typeof(Unauthenticated), typeof(IdentityProviderUnavailable), typeof(Forbidden)],
    };
}
