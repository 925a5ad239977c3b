using System.Globalization;
using Accounts.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.Contacts;

/// <summary>409: invoices go to this contact.</summary>
public sealed record ActiveInvoiceContact() : Failure(
    StatusCodes.Status409Conflict,
    "active-invoice-contact",
    "Invoices go to this contact",
    "Choose another contact of the group invoices in the payment settings first; then this one can be deleted or moved to another group.");

/// <summary>409: a scheduled switch will send invoices to this contact.</summary>
public sealed record ScheduledInvoiceContact() : Failure(
    StatusCodes.Status409Conflict,
    "scheduled-invoice-contact",
    "Invoices will go to this contact",
    "The payment settings schedule a switch to this contact. Choose another contact there, or the active one to cancel the switch; "
        + "then this one can be deleted or moved to another group.");

/// <summary>409: there is exactly one main contact.</summary>
public sealed record MainContactStays() : Failure(
    StatusCodes.Status409Conflict,
    "main-contact-stays",
    "The main contact stays",
    "An organization has exactly one main contact, which cannot be deleted or leave its group. Change its name, address and phone "
        + "instead.");

/// <summary>409: the address belongs to an open login.</summary>
public sealed record ContactHasLogin() : Failure(
    StatusCodes.Status409Conflict,
    "contact-has-login",
    "The contact's login belongs to its address",
    "The login was given to the person behind the current e-mail address. Disable the login first, then change the address, and "
        + "enable the login again for the new one.");

/// <summary>409: the organization has reached its limit of contacts.</summary>
public sealed record TooManyContacts(int Limit) : Failure(
    StatusCodes.Status409Conflict,
    "too-many-contacts",
    "Too many contacts",
    string.Create(
        CultureInfo.InvariantCulture, $"An organization may have at most {Limit} contacts. Delete some that are no longer needed."));
