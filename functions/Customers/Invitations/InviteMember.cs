using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Mail;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace Accounts.Customers.Invitations;

/// <summary>
/// <c>POST /organizations/{organizationId}/invitations</c>: invites somebody to become a member. An operator or the main account can
/// invite an owner only while the organization has none: after the invitation from its approval or order has ended.
/// </summary>
public sealed class InviteMember(
    OrganizationStore organizations,
    MemberStore members,
    InvitationStore invitations,
    InvitationSending sending,
    MailQuota quota,
    OrganizationChanges changes,
    IOptions<MailOptions> mail)
{
    [Function(nameof(InviteMember))]
    [Allow(Who.LegalRepresentative | Who.Admin | Who.Operator)]
    [Operation(
        "Invite a person to become a member",
        Description = "The invited person gets a mail with a link, and reminders. Location leads to the state of the invitation.",
        Takes = typeof(InvitationForm),
        Gives = typeof(InvitationView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails =
        [
            typeof(AlreadyMember),
            typeof(AlreadyInvited),
            typeof(TooManyOpenInvitations),
            typeof(TooManyMails),
            typeof(OnlyLegalRepresentatives),
        ])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "organizations/{organizationId}/invitations")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string organizationId,
        CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync<InvitationForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var caller = request.Caller();
        if (!CreatingRequest.From(request, caller.UserId, nameof(InviteMember), form).Succeeded(out var creating, out failure))
            return failure;
        if (!InvitationDraft.From(form, request.Acting()).Succeeded(out var draft, out failure))
            return failure;

        if (await changes.EarlierAnswerAsync(organizationId, creating, cancellationToken) is { } earlier)
            return earlier.Outcome.ToResult();
        if (await organizations.FindAsync(organizationId, cancellationToken) is not { } organization)
            return new NotFound();
        if (draft.Refuse(organization.Value) is { } refused)
            return refused;
        if (await members.HasMemberAsync(organizationId, draft.Email, cancellationToken))
            return new AlreadyMember();
        // The write decides; this check saves the receiver's quota. The open invitation may come from this same request, sent twice.
        if (await invitations.IsInvitedAsync(organizationId, draft.Email.Key, draft.Kind, cancellationToken))
            return (await changes.EarlierAnswerAsync(organizationId, creating, cancellationToken))?.Outcome.ToResult()
                ?? new AlreadyInvited();
        if (await quota.TakeAsync(draft.Email.Key, creating.Id, cancellationToken) is { } tooMany)
            return tooMany;

        var inviter = request.Member() is { } member
            ? new Inviter(member.UserId, member.Name ?? member.Email, member.Email, Languages.Of(request))
            : Inviter.Sales(mail.Value);
        var language = form.Language ?? Languages.Of(request);
        var invitation = sending.New(organization.Value, draft.Kind, draft.Email, draft.Role, language, inviter);
        return await sending.OpenAsync(processes, new(organizationId, invitation, request.Actor(), creating), cancellationToken);
    }
}

/// <summary>A valid invitation that the caller's role may send.</summary>
/// <param name="Email">The invited address.</param>
/// <param name="Role">The role of the new member.</param>
/// <param name="Kind">Only operators and the main account invite owners.</param>
public sealed record InvitationDraft(EmailAddress Email, Role Role, InvitationKind Kind)
{
    /// <summary>Checks the form. Reports all faults at once.</summary>
    public static Outcome<InvitationDraft> From(InvitationForm form, Who acting)
    {
        var errors = new FieldErrors();
        var email = errors.Take("email", EmailAddress.Parse(form.Email));
        if (form.Role is null)
            errors.Add("role", "This is missing.", "One of legalRepresentative, admin, employee, billing.");
        if (!errors.None)
            return errors.Failure;
        if (form.Role == Role.LegalRepresentative && acting is not (Who.LegalRepresentative or Who.Operator or Who.MainAccount))
            return new OnlyLegalRepresentatives();
        // The main account has ordered this account for its location, which has no legal representative yet.
        var isOwner = acting == Who.Operator || acting == Who.MainAccount && form.Role == Role.LegalRepresentative;
        return new InvitationDraft(email!, form.Role!.Value, isOwner ? InvitationKind.Owner : InvitationKind.Member);
    }

    /// <summary>Null when it may be sent to this organization. The provider invites only the first owner.</summary>
    public Failure? Refuse(Organization organization) =>
        Kind == InvitationKind.Owner && (Role != Role.LegalRepresentative || organization.LegalRepresentatives > 0)
            ? Forbidden.OwnersOnly
            : null;
}

/// <summary>The body of an invitation.</summary>
public sealed record InvitationForm
{
    /// <summary>E-mail address of the invited person.</summary>
    [Required]
    [EmailAddress]
    public string? Email { get; init; }

    /// <summary>The role that the new member gets.</summary>
    [Required]
    public Role? Role { get; init; }

    /// <summary>Language of the mails; by default the language of the request.</summary>
    public Language? Language { get; init; }

    /// <summary>Shown in the API documentation.</summary>
    public static InvitationForm Example { get; } =
        new() { Email = "maxi@palmer-telefonbau.example", Role = Access.Role.Admin, Language = Platform.Values.Language.German };
}
