using Accounts.Access;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>A request that is about a contact, as far as logins need to know it.</summary>
/// <param name="Http">Who asks, in which role and language.</param>
/// <param name="Processes">For the process of an invitation or a membership.</param>
/// <param name="OrganizationId">Whose contact.</param>
/// <param name="Round">How often the request had to start anew because of others.</param>
public sealed record ContactRequest(HttpRequest Http, DurableTaskClient Processes, string OrganizationId, int Round);

/// <summary>What giving, changing or taking a login comes to.</summary>
/// <param name="Contact">The contact with the login as it will be.</param>
/// <param name="Writes">What is written with the contact, in the same transaction.</param>
/// <param name="Process">The process to tell afterwards.</param>
public sealed record LoginChange(Contact Contact, IReadOnlyList<TableTransactionAction> Writes, string? Process);

/// <summary>Gives logins to contacts, changes their permissions, and takes them back.</summary>
public sealed class ContactLogins(
    OrganizationStore organizations,
    MemberStore members,
    UserDirectory directory,
    InvitationStore invitations,
    InvitationSending sending,
    MailQuota quota,
    TimeProvider time)
{
    /// <summary>What has to be written so that the login becomes as wished.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="contact">As it will be, but with its login as it was read.</param>
    /// <param name="wish">Null leaves the login as it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Outcome<LoginChange>> ChangeAsync(ContactRequest request, Contact contact, LoginForm? wish, CancellationToken cancellationToken)
    {
        if (wish is null || wish.Enabled != true && contact.Login is null)
            return new LoginChange(contact, [], null);
        if (request.Http.Acting() == Who.Login)
            return Forbidden.Logins;
        if (wish.Enabled != true)
            return await EndAsync(request, contact, cancellationToken);

        var permissions = (wish.Permissions ?? []).Distinct().Order().ToList();
        if (contact.Login is not { IsOpen: true } login)
            return await OpenAsync(request, contact, permissions, cancellationToken);
        var changed = contact with { Login = login with { Permissions = permissions } };
        // While it waits for its answer nobody has the permissions yet; afterwards the member has.
        var member = login.UserId is { } userId ? await members.FindAsync(request.OrganizationId, userId, cancellationToken) : null;
        return new LoginChange(changed, member is null ? [] : [Writes.Put(request.OrganizationId, Permitted(member, changed))], null);
    }

    /// <summary>What has to be written so that there is no login any more.</summary>
    public async Task<Outcome<LoginChange>> EndAsync(ContactRequest request, Contact contact, CancellationToken cancellationToken)
    {
        if (contact.Login is not { } login)
            return new LoginChange(contact, [], null);
        if (request.Http.Acting() == Who.Login)
            return Forbidden.Logins;

        // What is not found here has changed with the contact, so that the transaction with its old tag comes to nothing.
        var without = contact with { Login = null };
        if (login.State == LoginState.Active && await members.FindAsync(request.OrganizationId, login.UserId!, cancellationToken) is { } member)
        {
            var process = await MembershipProcess.AnnounceAsync(request.Processes, request.OrganizationId, member.Value, cancellationToken);
            return new LoginChange(without, [Writes.Delete(request.OrganizationId, member)], process);
        }

        if (login.State == LoginState.Invited && await invitations.FindAsync(request.OrganizationId, login.InvitationId, cancellationToken) is { Value.State: InvitationState.Pending } open)
        {
            var process = InvitationProcess.IdOf(request.OrganizationId, login.InvitationId);
            await request.Processes.AnnounceAsync(process, cancellationToken);
            var ended = open.Value.End(InvitationState.Revoked, time.GetUtcNow());
            return new LoginChange(without, await invitations.EndingAsync(request.OrganizationId, open, ended, cancellationToken), process);
        }

        return new LoginChange(without, [], null);
    }

    private async Task<Outcome<LoginChange>> OpenAsync(ContactRequest request, Contact contact, IReadOnlyList<Permission> permissions, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(contact.Email).Value ?? throw new InvalidDataException("A contact has an address that is none.");
        if (await organizations.FindAsync(request.OrganizationId, cancellationToken) is not { } organization)
            return new NotFound();
        if (await directory.FindAsync(email.Key, cancellationToken) is { } user && await members.FindAsync(request.OrganizationId, user.UserId, cancellationToken) is not null)
            return new AlreadyMember();
        if (await invitations.IsInvitedAsync(request.OrganizationId, email.Key, InvitationKind.Member, cancellationToken))
            return new AlreadyInvited();
        // One request is one mail, however often it has to start anew.
        if (request.Round == 0 && await quota.TakeAsync(email.Key, $"{contact.Id}-{contact.Version}", cancellationToken) is { } refused)
            return refused;

        // The role is what members lists show; the permissions decide.
        var role = contact.Group == ContactGroup.Invoices ? Role.Billing : Role.Employee;
        var member = request.Http.Member() ?? throw new InvalidOperationException("Only members deal with contacts.");
        var inviter = new Inviter(member.UserId, member.Name ?? member.Email, member.Email, Languages.Of(request.Http));
        var invitation = sending.New(organization.Value, InvitationKind.Member, email, role, contact.Language, inviter) with { ContactId = contact.Id };
        if (!(await invitations.OpeningAsync(request.OrganizationId, invitation, cancellationToken)).Succeeded(out var opening, out var failure))
            return failure;
        var process = await InvitationSending.AnnounceAsync(request.Processes, request.OrganizationId, invitation, cancellationToken);
        return new LoginChange(contact with { Login = new ContactLogin(LoginState.Invited, permissions, invitation.Id) }, opening, process);
    }

    private static Stored<Member> Permitted(Stored<Member> member, Contact contact) => member with
    {
        Value = member.Value with { Login = contact.Login!.AsMember(contact.Id), Version = member.Value.Version + 1 },
    };
}
