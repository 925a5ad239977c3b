using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Members;
using Accounts.Organizations;
using Accounts.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Invitations;

/// <summary><c>POST /organizations/{organizationId}/invitations</c>: invites somebody to become a member.</summary>
public sealed class InviteMember(
    OrganizationStore organizations,
    MemberStore members,
    UserDirectory directory,
    InvitationStore invitations,
    InvitationSending sending,
    MailQuota quota,
    TimeProvider time)
{
    /// <summary>The function.</summary>
    [Function(nameof(InviteMember))]
    [Allow(Who.LegalRepresentative | Who.Admin)]
    [Operation(
        "Invite somebody to become a member",
        Description = "The invited person gets a mail with a link, and reminders. The answer's Location shows how it stands.",
        Takes = typeof(InvitationForm),
        Gives = typeof(InvitationView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(AlreadyMember), typeof(AlreadyInvited), typeof(TooManyOpenInvitations), typeof(TooManyMails), typeof(OnlyLegalRepresentatives)])]
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
        var errors = new FieldErrors();
        var email = errors.Take("email", EmailAddress.Parse(form.Email));
        if (form.Role is null)
            errors.Add("role", "This is missing.", "One of legalRepresentative, admin, employee, billing.");
        if (!errors.None)
            return errors.Failure;
        if (form.Role == Role.LegalRepresentative && request.Acting() != Who.LegalRepresentative)
            return new OnlyLegalRepresentatives();

        var now = time.GetUtcNow();
        if (await invitations.EarlierAnswerAsync(organizationId, creating, now, cancellationToken) is { } earlier)
            return earlier;
        if (await organizations.FindAsync(organizationId, cancellationToken) is not { } organization)
            return new NotFound();
        if (await directory.FindAsync(email!.Key, cancellationToken) is { } user && await members.FindAsync(organizationId, user.UserId, cancellationToken) is not null)
            return new AlreadyMember();
        // The writing decides; this spares the receiver's quota.
        if (await invitations.IsInvitedAsync(organizationId, email.Key, cancellationToken))
            return new AlreadyInvited();
        if (await quota.TakeAsync(email.Key, cancellationToken) is { } refused)
            return refused;

        var invitation = sending.New(
            organization.Value,
            InvitationKind.Member,
            email,
            form.Role!.Value,
            form.Language ?? Languages.Of(request),
            new Inviter(caller.UserId, caller.Name ?? caller.Email!.ToString(), caller.Email!.ToString()));
        return await sending.OpenAsync(processes, organizationId, invitation, creating, cancellationToken);
    }
}

/// <summary>The body of an invitation.</summary>
public sealed record InvitationForm
{
    /// <summary>Who is invited.</summary>
    [Required]
    public string? Email { get; init; }

    /// <summary>The role that the new member gets.</summary>
    [Required]
    public Role? Role { get; init; }

    /// <summary>Of the mails; by default the language of the request.</summary>
    public Language? Language { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static InvitationForm Example { get; } = new() { Email = "maxi@palmer-telefonbau.example", Role = Members.Role.Admin, Language = Organizations.Language.German };
}
