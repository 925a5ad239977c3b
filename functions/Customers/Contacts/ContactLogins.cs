using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>A request about a contact, with everything that logins need.</summary>
/// <param name="Http">The HTTP request, with the caller's role and language.</param>
/// <param name="Processes">Starts and notifies the process of an invitation or a membership.</param>
/// <param name="Change">The transaction that writes the contact. Changes of the login are added to it.</param>
public sealed record ContactRequest(HttpRequest Http, DurableTaskClient Processes, AuditedChange Change)
{
    /// <summary>The organization of the contact.</summary>
    public string OrganizationId => Change.PartitionKey;

    /// <summary>Notifies a process when the change is written.</summary>
    public void Notify(string process) => Change.Then(() => Processes.NotifyAsync(process));
}

/// <summary>Gives logins to contacts, changes their permissions, and removes them.</summary>
public sealed class ContactLogins(
    OrganizationStore organizations,
    MemberStore members,
    InvitationStore invitations,
    InvitationSending sending,
    MailQuota quota,
    TimeProvider time)
{
    /// <summary>Opens, changes or ends the login, as the form says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="contact">The contact after the change, but with the login as it was read.</param>
    /// <param name="wish">Null leaves the login as it is.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The contact with its new login.</returns>
    public async Task<Outcome<Contact>> ChangeAsync(
        ContactRequest request, Contact contact, LoginForm? wish, CancellationToken cancellationToken)
    {
        if (wish is null || wish.Enabled != true && contact.Login is null)
            return contact;
        if (request.Http.Acting() == Who.Login)
            return Forbidden.Logins;
        if (wish.Enabled != true)
            return await EndAsync(request, contact, cancellationToken);

        var permissions = (wish.Permissions ?? []).Distinct().Order().ToList();
        if (contact.Login is not { IsOpen: true } login)
            return await OpenAsync(request, contact, permissions, cancellationToken);
        var changed = contact with { Login = login with { Permissions = permissions } };
        // While the invitation is open nobody has the permissions yet. After it is accepted the member has them.
        if (login.UserId is { } userId && await members.FindAsync(request.OrganizationId, userId, cancellationToken) is { } member)
        {
            request.Change.Replace(
                member, member.Value with { Login = changed.Login.AsMember(changed.Id), Version = member.Value.Version + 1 });
            request.Notify(
                await MembershipProcess.AnnounceAsync(request.Processes, request.OrganizationId, member.Value, cancellationToken));
        }

        return changed;
    }

    /// <summary>Ends the login, with the member or the open invitation behind it.</summary>
    public async Task<Outcome<Contact>> EndAsync(ContactRequest request, Contact contact, CancellationToken cancellationToken)
    {
        if (contact.Login is not { } login)
            return contact;
        if (request.Http.Acting() == Who.Login)
            return Forbidden.Logins;

        // If nothing is found here, the contact has changed too, and the write of its row conflicts.
        if (login.State == LoginState.Active
            && await members.FindAsync(request.OrganizationId, login.UserId!, cancellationToken) is { } member)
        {
            var process = await MembershipProcess.AnnounceAsync(request.Processes, request.OrganizationId, member.Value, cancellationToken);
            request.Notify(process);
            request.Change.Delete(member);
        }
        else if (login.State == LoginState.Invited
            && await invitations.FindAsync(
                request.OrganizationId, login.InvitationId, cancellationToken) is { Value.State: InvitationState.Pending } open)
        {
            var process = InvitationProcess.IdOf(request.OrganizationId, login.InvitationId);
            await request.Processes.AnnounceAsync(process, cancellationToken);
            request.Notify(process);
            await invitations.EndAsync(request.Change, open, open.Value.End(InvitationState.Revoked, time.GetUtcNow()), cancellationToken);
        }

        return contact with { Login = null };
    }

    private async Task<Outcome<Contact>> OpenAsync(
        ContactRequest request, Contact contact, IReadOnlyList<Permission> permissions, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(contact.Email).Value ?? throw new InvalidDataException("A contact has an invalid e-mail address.");
        if (await organizations.FindAsync(request.OrganizationId, cancellationToken) is not { } organization)
            return new NotFound();
        if (await members.HasMemberAsync(request.OrganizationId, email, cancellationToken))
            return new AlreadyMember();
        if (await invitations.IsInvitedAsync(request.OrganizationId, email.Key, InvitationKind.Member, cancellationToken))
            return new AlreadyInvited();
        // One request counts as one mail, even if the transaction is retried.
        if (await quota.TakeAsync(email.Key, $"{contact.Id}-{contact.Version}", cancellationToken) is { } refused)
            return refused;

        // Lists of members show the role. Only the permissions decide.
        var role = contact.Group == ContactGroup.Invoices ? Role.Billing : Role.Employee;
        var member = request.Http.Member() ?? throw new InvalidOperationException("Only members can manage contacts.");
        var inviter = new Inviter(member.UserId, member.Name ?? member.Email, member.Email, Languages.Of(request.Http));
        var invitation = sending.New(
            organization.Value, InvitationKind.Member, email, role, contact.Language, inviter) with
        { ContactId = contact.Id };
        if (await invitations.OpenAsync(request.Change, invitation, ifInvited: null, cancellationToken) is { } tooMany)
            return tooMany;
        request.Notify(await InvitationSending.AnnounceAsync(request.Processes, request.OrganizationId, invitation, cancellationToken));
        return contact with { Login = new ContactLogin(LoginState.Invited, permissions, invitation.Id) };
    }
}
