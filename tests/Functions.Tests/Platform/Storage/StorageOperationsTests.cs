using System.Text.Json.Nodes;
using Accounts.Access;
using Accounts.Emulator;
using Accounts.Emulator.Tables;
using Accounts.Tests.Access;
using Accounts.Tests.Billing;
using Accounts.Tests.Billing.Payments;
using Accounts.Tests.Customers.AccountRequests;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Licenses;
using Accounts.Tests.Sales.Orders;
using Accounts.Tests.Sales.Services;
using Accounts.Tests.Sales.Vendors;

namespace Accounts.Tests.Platform.Storage;

/// <summary>
/// The storage operations of every request; the storage service bills and limits by operations. On routes of organizations
/// the first Get is the access check's. The last Get before a transaction reads the end of the audit log.
/// </summary>
public sealed class StorageOperationsTests
{
    [InProcessFact]
    public async Task Every_request_takes_a_stated_number_of_operations()
    {
        // The caller does not wait for the processes behind a request, so they do not run here.
        await using var app = await App.StartAsync(App.With(("Emulator:RunProcesses", "false")));
        var (owner, id) = await app.NewCustomerAsync();
        var stranger = await app.SignInAsync();
        var employee = await app.AddMemberAsync(id, Role.Employee);
        var organization = $"/api/organizations/{id}";
        var member = $"{organization}/members/{(await employee.GetAsync("/api/me")).Json["user"]!["id"]}";
        var project = (await owner.PostAsync(organization + "/projects", Named("B"), "project-0")).Headers.Location!.OriginalString;
        var contact = (await owner.PostAsync(organization + "/contacts", Mailbox(), "contact-0")).Headers.Location!.OriginalString;
        var spare = (await owner.PostAsync(organization + "/contacts", Mailbox(), "contact-00")).Headers.Location!.OriginalString;

        var invitation = (
            await owner.PostAsync(organization + "/invitations", Invited("maxi@example.com"), "invite-0")).Headers.Location!.OriginalString;
        var token = app.TokenOf(id, invitation.Split('/')[^1]);
        var maxi = await app.SignInAsync("maxi@example.com");
        var other = app.TokenOf(
            id,
            (
                await owner.PostAsync(
                    organization + "/invitations", Invited("moritz@example.com"), "invite-00")).Json["id"]!.GetValue<string>());
        var moritz = await app.SignInAsync("moritz@example.com");
        await moritz.GetAsync("/api/me");
        var third = (
            await owner.PostAsync(
                organization + "/invitations", Invited("third@example.com"), "invite-000")).Headers.Location!.OriginalString;
        var ops = await app.OperatorAsync();
        var (asked, refused) = (await AskAsync(app), await AskAsync(app));
        var subAccounts = organization + "/sub-accounts";
        var (_, location) = await app.NewCustomerAsync();
        var (local, linked) = await app.NewCustomerAsync(Forms.Account().With("invoiceEmail", "standort@example.com"));
        await local.GetAsync("/api/me");
        var linking = await Locations.AskAsync(app, new Customer(owner, id), new Customer(local, linked));
        var process = (await owner.GetAsync(invitation)).Json["links"]!["process"]!.GetValue<string>();

        await Products.PutAllAsync(app);
        var billed = await CountedInvoices.MakeAsync(app, ops, id);
        var (placed, taken) = (await PlaceAsync(owner, id, "order-0"), await PlaceAsync(owner, id, "order-00"));
        await Working.CommissionAsync(app, placed);
        var appointment = (await ops.PostAsync(placed + "/appointments", Working.Appointment())).Headers.Location!.OriginalString;
        var (record, disputed) = (await SubmitAsync(ops, placed), await SubmitAsync(ops, placed));
        var issued = await SubmitAsync(ops, placed);
        await owner.SendAsync(HttpMethod.Post, issued + "/dispute", """{"reason":"No."}""");
        await Working.IssueAsync(app, issued);
        // A partner, with a customer that grants it something and with open requests.
        var partner = await Partnering.InAsync(app);
        var managed = await partner.CustomerAsync("Kunde AG", Partnering.Grant("cloud", "read"));
        var toAccept = await partner.CompanyAsync("Zweite AG");
        var request = await partner.AskAsync(toAccept.User.Email);
        var spareRequest = await partner.AskAsync(App.NewEmail());
        var acting = await partner.EmployeeAsync();
        var grants = new JsonObject { ["grants"] = new JsonArray(Partnering.Grant("cloud", "manage")), ["autoExtend"] = false };
        var partners = $"/api/organizations/{managed.Id}/partners";
        await Ordering.ConfirmAsync(app, placed);
        await Licensing.DeliverAsync(app, placed);

        (string Function, Func<Task<Reply>> Send, int Status, string[] Operations)[] table =
        [
            // the user's accounts of the day are counted first
            ("CreateAccount", () => owner.PostAsync("/api/accounts", Forms.Account(), "attempt-1"), 201,
                ["Get Users", "Update Users 1", "Insert Users 1", "Transaction Organizations 8", "Upsert Users 1"]),
            // replay
            ("CreateAccount", () => owner.PostAsync("/api/accounts", Forms.Account(), "attempt-1"), 201,
                [
                    "Get Users", "Insert Users 1", "Get Users", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Upsert Users 1", "Get Organizations", "Get Organizations",
                ]),
            // another body
            ("CreateAccount", () => owner.PostAsync("/api/accounts", Forms.Swiss(), "attempt-1"), 422,
                ["Get Users", "Insert Users 1", "Get Users"]),
            ("CreateAccount", () => owner.PostAsync("/api/accounts", new JsonObject()), 422, []), // refused
            // the user's first call: name and address are compared in both organizations
            ("GetMe", () => owner.GetAsync("/api/me"), 200,
                ["QueryPage Users", "Get Organizations", "Get Organizations", "Upsert Users 1", "QueryPage Users", "Transaction Users 1"]),
            ("GetMe", () => owner.GetAsync("/api/me"), 200, ["QueryPage Users"]),
            ("GetOrganization", () => owner.GetAsync(organization), 200, ["Get Organizations", "Get Organizations"]),
            // the caller might belong to a partner or to the main account
            ("GetOrganization", () => stranger.GetAsync(organization), 404, ["Get Organizations", "QueryPage Organizations"]),
            ("GetAccount", () => owner.GetAsync(organization + "/account"), 200, ["Get Organizations", "Get Organizations"]),
            ("ChangeAccount", () => owner.PutAsync(organization + "/account", Forms.Account(), "\"9\""), 412,
                ["Get Organizations", "Get Organizations"]),
            ("ChangeAccount", () => owner.PutAsync(organization + "/account", Forms.Account(), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            // A new name also changes the organization, and the two contacts follow. A process updates the members' lists later.
            (
                "ChangeAccount",
                () =>
                    owner.PutAsync(
                        organization + "/account",
                        Forms.Account()
                            .With("company/name", "Neu GmbH")
                            .With("contact/lastName", "Neu")
                            .With("invoiceEmail", "neu@example.com"),
                        "*"),
                200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Transaction Organizations 8",
                ]),
            ("GetPaymentSettings", () => owner.GetAsync(organization + "/payment-settings"), 200,
                ["Get Organizations", "Get Organizations"]),
            ("ListContacts", () => owner.GetAsync(organization + "/contacts"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("GetContact", () => owner.GetAsync(organization + "/contacts/main"), 200, ["Get Organizations", "Get Organizations"]),
            ("ListInvoiceContactSwitches", () => owner.GetAsync(organization + "/payment-settings/history"), 200,
                ["Get Organizations", "QueryPage Organizations"]),
            ("CreateContact", () => owner.PostAsync(organization + "/contacts", Mailbox(), "contact-1"), 201,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 5",
                ]),
            // replay
            ("CreateContact", () => owner.PostAsync(organization + "/contacts", Mailbox(), "contact-1"), 201,
                ["Get Organizations", "Get Organizations"]),
            ("ChangeContact", () => owner.PutAsync(contact, Mailbox(), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            ("ChangePaymentSettings", () => owner.PutAsync(organization + "/payment-settings", To(contact), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 7"]),
            // the same again
            ("ChangePaymentSettings", () => owner.PutAsync(organization + "/payment-settings", To(contact), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            // The account follows the address of its invoice contact.
            ("ChangeContact", () => owner.PutAsync(contact, Mailbox("neu2@example.com"), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 6"]),
            ("DeleteContact", () => owner.DeleteAsync(contact), 409, ["Get Organizations", "Get Organizations", "Get Organizations"]),
            ("DeleteContact", () => owner.DeleteAsync(spare), 204,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 4",
                ]),
            ("ListAudit", () => owner.GetAsync(organization + "/audit"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("VerifyAudit", () => owner.GetAsync(organization + "/audit/verification"), 200,
                ["Get Organizations", "Get Organizations", "QueryPage Organizations", "Get Organizations"]),
            ("ListProjects", () => owner.GetAsync(organization + "/projects"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("GetProject", () => owner.GetAsync(project), 200, ["Get Organizations", "Get Organizations"]),
            ("CreateProject", () => owner.PostAsync(organization + "/projects", Named("A"), "project-1"), 201,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 4"]),
            // replay
            ("CreateProject", () => owner.PostAsync(organization + "/projects", Named("A"), "project-1"), 201,
                ["Get Organizations", "Get Organizations"]),
            ("ListMembers", () => owner.GetAsync(organization + "/members"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("ChangeMember", () => owner.PutAsync(member, WithRole("billing"), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            ("ChangeMember", () => owner.PutAsync(member, WithRole("legalRepresentative"), "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 4"]),
            ("RemoveMember", () => owner.DeleteAsync(member), 204,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 4"]),
            ("InviteMember", () => owner.PostAsync(organization + "/invitations", Invited("new@example.com"), "invite-1"), 202,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "QueryPage Organizations", "Get Organizations",
                    "Get Users", "Insert Users 1", "Get Organizations", "Get Organizations", "Transaction Organizations 6",
                ]),
            // replay
            ("InviteMember", () => owner.PostAsync(organization + "/invitations", Invited("new@example.com"), "invite-1"), 202,
                ["Get Organizations", "Get Organizations"]),
            ("ListInvitations", () => owner.GetAsync(organization + "/invitations"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("GetInvitation", () => owner.GetAsync(invitation), 200, ["Get Organizations", "Get Organizations"]),
            ("ResendInvitation", () => owner.SendAsync(HttpMethod.Post, third + "/resend"), 202,
                [
                    "Get Organizations", "Get Organizations", "Get Users", "Update Users 1", "Get Organizations",
                    "Transaction Organizations 3",
                ]),
            ("RevokeInvitation", () => owner.DeleteAsync(third), 204,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 5"]),
            ("ShowInvitation", () => owner.GetAsync("/api/invitations/" + token), 200, ["Get Organizations", "Get Organizations"]),
            ("AcceptInvitation", () => maxi.SendAsync(HttpMethod.Post, $"/api/invitations/{token}/accept"), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 6",
                    "Get Organizations", "Get Organizations", "Upsert Users 1", "Get Organizations", "Get Organizations",
                    "Get Organizations",
                ]),
            ("DeclineInvitation", () => moritz.SendAsync(HttpMethod.Post, $"/api/invitations/{other}/decline"), 204,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 5"]),
            ("ListRights", () => owner.GetAsync("/api/rights"), 200, []),
            ("ChangePartnerStatus", () => ops.PutAsync(organization + "/partner-status", new JsonObject { ["isPartner"] = true }, "*"), 200,
                ["Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            ("AddCustomer", () => partner.Partner.PostAsync(partner.Customers, Partnering.Request("kunde@example.com"), "customer-1"), 202,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Users",
                    "Insert Users 1", "Get Organizations", "Get Organizations", "Transaction Organizations 6",
                ]),
            // replay
            ("AddCustomer", () => partner.Partner.PostAsync(partner.Customers, Partnering.Request("kunde@example.com"), "customer-1"), 202,
                ["Get Organizations", "Get Organizations"]),
            // for more of them see CustomerListTests
            ("ListCustomers", () => partner.Partner.GetAsync(partner.Customers), 200, ["Get Organizations", "QueryPage Organizations"]),
            // a request
            ("GetCustomer", () => partner.ShowAsync(request), 200, ["Get Organizations", "Get Organizations", "Get Organizations"]),
            // to see the means of payment counts as an access to the customer
            ("GetCustomer", () => partner.ShowAsync(managed.Partnership), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Transaction Organizations 2",
                ]),
            // by its number
            ("GetCustomer", () => partner.ShowAsync(managed.Id), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 2",
                ]),
            ("ReviewCustomer", () => partner.ReviewAsync(managed.Partnership), 204,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 5"]),
            // a partner's request
            ("AcceptInvitation",
                () => partner.AcceptAsync(toAccept.User, request, Partnering.Granting(toAccept.Id, Partnering.Grant("cloud", "read"))), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 8",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 5",
                ]),
            ("EndCustomer", () => partner.EndByPartnerAsync(request), 204,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 5", "Get Organizations", "Get Organizations", "Transaction Organizations 5",
                ]),
            // a request
            ("EndCustomer", () => partner.EndByPartnerAsync(spareRequest), 204,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 5"]),
            // From outside: reads the customer's members and partners, the partner's member and status, and logs the access.
            ("ListProjects", () => partner.ReadAsync(partner.Partner, managed.Id, "projects"), 200,
                [
                    "Get Organizations", "QueryPage Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 2", "QueryPage Organizations",
                ]),
            // not granted
            ("CreateProject", () => partner.Partner.PostAsync($"/api/organizations/{managed.Id}/projects", Named("A")), 403,
                [
                    "Get Organizations", "QueryPage Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 2",
                ]),
            // with the customers of the user's only partner
            ("GetMe", () => acting.GetAsync("/api/me"), 200, ["QueryPage Users", "QueryPage Organizations"]),
            ("ListPartners", () => managed.User.GetAsync(partners), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("ChangeGrants", () => managed.User.PutAsync($"{partners}/{partner.PartnerId}/grants", grants, "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 4"]),
            ("EndPartner", () => managed.User.DeleteAsync($"{partners}/{partner.PartnerId}"), 204,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 5",
                    "Get Organizations", "Get Organizations", "Transaction Organizations 5",
                ]),
            ("AddSubAccount", () => owner.PostAsync(subAccounts, Locations.Link(location), "link-1"), 202,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Users", "Update Users 1", "Get Users", "Update Users 1", "Get Organizations",
                    "Get Organizations", "QueryPage Organizations", "Get Organizations", "Get Users", "Insert Users 1",
                    "Get Organizations", "Get Organizations", "Transaction Organizations 6",
                ]),
            // replay
            ("AddSubAccount", () => owner.PostAsync(subAccounts, Locations.Link(location), "link-1"), 202,
                ["Get Organizations", "Get Organizations"]),
            // Reserves the sub-account's place, adds it to the list of the main account (now marked as one), and settles the place.
            ("AcceptInvitation", () => local.SendAsync(HttpMethod.Post, $"/api/invitations/{linking}/accept"), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Transaction Organizations 4", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 12", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Transaction Organizations 4", "Get Organizations",
                ]),
            // The same, with an order that is written together with the list.
            ("AddSubAccount", () => owner.PostAsync(subAccounts, Locations.Order("local@example.com"), "order-1"), 202,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "QueryPage Catalog",
                    "Get Users", "Insert Users 1", "Get Users", "Insert Users 1",
                    "Get Organizations", "Transaction Organizations 8",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 15",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 4",
                ]),
            // one is linked, and no process runs here to mark the link as complete
            ("ListSubAccounts", () => owner.GetAsync(subAccounts), 200,
                ["Get Organizations", "Get Organizations", "QueryPage Organizations", "Get Organizations", "Get Organizations"]),
            ("ListSubAccounts", () => owner.GetAsync(subAccounts + "?search=palmer"), 200,
                ["Get Organizations", "Get Organizations", "QueryPage Organizations", "Get Organizations", "Get Organizations"]),
            ("GetSubAccount", () => owner.GetAsync($"{subAccounts}/{linked}"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations"]),
            ("ChangeSubAccount", () => owner.PutAsync($"{subAccounts}/{linked}", new JsonObject { ["collectiveInvoice"] = true }, "*"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 7"]),
            ("ActivateSubAccount", () => ops.SendAsync(HttpMethod.Post, $"{subAccounts}/{linked}/activate"), 204,
                ["Get Organizations", "Get Organizations"]),
            ("ReleaseSubAccount", () => owner.DeleteAsync($"{subAccounts}/{linked}"), 204,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Transaction Organizations 5", "Get Organizations",
                    "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 8",
                ]),
            ("GetMe", () => owner.GetAsync("/api/me"), 200, ["QueryPage Users"]), // the mark of a main account comes with its process
            ("GetProcess", () => owner.GetAsync(process), 200, ["Get Organizations"]),
            ("ReceiveContactForm", () => ContactForm.SendAsync(app, ContactForm.Message()), 202,
                ["Get AccountRequests", "Get AccountRequests", "Get AccountRequests", "Transaction AccountRequests 4"]),
            ("ListAccountRequests", () => ops.GetAsync("/api/account-requests"), 200, ["QueryPage AccountRequests"]),
            ("GetAccountRequest", () => ops.GetAsync(asked), 200, ["Get AccountRequests"]),
            ("ApproveAccountRequest", () => ops.SendAsync(HttpMethod.Post, asked + "/approve"), 202,
                ["Get AccountRequests", "Get AccountRequests", "Transaction AccountRequests 2"]),
            ("RejectAccountRequest", () => ops.SendAsync(HttpMethod.Post, refused + "/reject", """{"reason":"No."}"""), 202,
                ["Get AccountRequests", "Get AccountRequests", "Transaction AccountRequests 2"]),
            ("ListProducts", () => stranger.GetAsync("/api/catalog"), 200, ["QueryPage Catalog"]),
            ("GetProduct", () => stranger.GetAsync("/api/catalog/" + Products.Cloud), 200, ["Get Catalog"]),
            ("PutProduct", () => ops.PutAsync("/api/catalog/NEW", Products.License(), null), 201, ["Get Catalog", "Insert Catalog 1"]),
            ("PutProduct", () => ops.PutAsync("/api/catalog/NEW", Products.License(), "*"), 200, ["Get Catalog", "Update Catalog 1"]),
            ("PlaceOrder", () => owner.PostAsync(organization + "/orders", Ordering.Form(), "order-1"), 202,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "QueryPage Catalog", "Get Organizations", "Get Organizations", "Transaction Organizations 7",
                ]),
            // replay
            ("PlaceOrder", () => owner.PostAsync(organization + "/orders", Ordering.Form(), "order-1"), 202,
                ["Get Organizations", "Get Organizations"]),
            ("ListOrders", () => owner.GetAsync(organization + "/orders"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("GetOrder", () => owner.GetAsync(placed), 200,
                ["Get Organizations", "Get Organizations", "QueryPage Organizations", "QueryPage Organizations"]),
            ("GetOrderConfirmation", () => owner.GetAsync(placed + "/confirmation"), 200,
                ["Get Organizations", "Get Organizations", "GetBlob documents"]),
            ("CancelOrder", () => owner.SendAsync(HttpMethod.Post, taken + "/cancel"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 4"]),
            ("ListLicenses", () => owner.GetAsync(placed + "/licenses"), 200,
                ["Get Organizations", "Get Organizations", "QueryPage Organizations"]),
            ("RevealLicense", () => owner.SendAsync(HttpMethod.Post, placed + "/licenses/001-0001/reveal"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            ("GetDeliveryNote", () => owner.GetAsync(placed + "/delivery-note"), 200,
                ["Get Organizations", "Get Organizations", "GetBlob documents"]),
            ("GetDeliveryNote", () => owner.GetAsync(placed + "/delivery-note?keys=true"), 200,
                [
                    "Get Organizations", "Get Organizations", "GetBlob documents", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 3",
                ]),
            ("ReceiveVendorMessage", () => VendorMessages.SendAsync(app, VendorMessages.About(placed.Split('/')[^1] + "-1"), "msg_1"), 202,
                ["Get Organizations", "Insert Organizations 1"]),
            ("AgreeAppointment", () => ops.PostAsync(placed + "/appointments", Working.Appointment(), "appointment-1"), 202,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 6"]),
            // replay
            ("AgreeAppointment", () => ops.PostAsync(placed + "/appointments", Working.Appointment(), "appointment-1"), 202,
                ["Get Organizations"]),
            ("ListAppointments", () => owner.GetAsync(placed + "/appointments"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("GetAppointment", () => owner.GetAsync(appointment), 200, ["Get Organizations", "Get Organizations"]),
            ("SubmitPerformanceRecord", () => ops.PostAsync(placed + "/performance-records", Working.Record(line: 2), "record-1"), 202,
                [
                    "QueryPage Organizations", "Get Organizations", "Get Organizations", "QueryPage Organizations",
                    "Get Organizations", "Transaction Organizations 6",
                ]),
            ("ListPerformanceRecords", () => owner.GetAsync(placed + "/performance-records"), 200,
                ["Get Organizations", "QueryPage Organizations"]),
            ("GetPerformanceRecord", () => owner.GetAsync(record), 200, ["Get Organizations", "Get Organizations"]),
            ("GetPerformanceRecordPdf", () => owner.GetAsync(issued + ".pdf"), 200,
                // The order decides the language of the file name.
                ["Get Organizations", "Get Organizations", "Get Organizations", "GetBlob documents"]),
            // What is due for it is written in the same transaction.
            ("AcceptPerformanceRecord", () => owner.SendAsync(HttpMethod.Post, record + "/accept"), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "QueryPage Organizations",
                    "QueryPage Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 7",
                ]),
            ("DisputePerformanceRecord", () => owner.SendAsync(HttpMethod.Post, disputed + "/dispute", """{"reason":"No."}"""), 200,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "QueryPage Organizations",
                    "QueryPage Organizations", "Get Organizations", "Transaction Organizations 5",
                ]),
            ("CreateCharge", () => ops.PostAsync(organization + "/charges", Biller.Charge(100), "charge-1"), 202,
                ["Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Transaction Organizations 5"]),
            // replay
            ("CreateCharge", () => ops.PostAsync(organization + "/charges", Biller.Charge(100), "charge-1"), 202, ["Get Organizations"]),
            ("ListCharges", () => owner.GetAsync(organization + "/charges"), 200, ["Get Organizations", "QueryPage Organizations"]),
            ("GetCharge", () => owner.GetAsync(billed.Charge), 200, ["Get Organizations", "Get Organizations"]),
            ("ListInvoices", () => owner.GetAsync(organization + "/invoices"), 200, ["Get Organizations", "QueryPage Organizations"]),
            // no invoice on any page matches
            ("ListInvoices", () => owner.GetAsync(organization + "/invoices?state=overdue"), 200,
                ["Get Organizations", "QueryPage Organizations"]),
            ("GetInvoice", () => owner.GetAsync(billed.Invoice), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "QueryPage Organizations"]),
            ("GetInvoicePdf", () => owner.GetAsync(billed.Invoice + ".pdf"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "GetBlob documents"]),
            // a preview
            ("GetInvoicePdf", () => owner.GetAsync(billed.Draft + ".pdf"), 200,
                ["Get Organizations", "Get Organizations", "QueryPage Organizations", "Get Organizations", "Get Organizations"]),
            ("GetInvoiceXml", () => owner.GetAsync(billed.Invoice + ".xml"), 200,
                ["Get Organizations", "Get Organizations", "Get Organizations", "GetBlob documents"]),
            ("HoldDraft", () => ops.PostAsync(billed.Draft + "/hold", new JsonObject { ["reason"] = "A" }), 200,
                ["Get Organizations", "Get Organizations", "Transaction Organizations 3", "Upsert InvoiceReviews 1"]),
            ("FinalizeDraft", () => ops.SendAsync(HttpMethod.Post, billed.Draft + "/finalize"), 202, ["Get Organizations"]),
            ("DropDraft", () => ops.DeleteAsync(billed.Draft), 204,
                ["Get Organizations", "Get Organizations", "Transaction Organizations 3"]),
            // with what is open afterwards
            ("RecordPayment", () => ops.PostAsync(billed.Invoice + "/payments", Payment(), "payment-1"), 201,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations",
                    "Transaction Organizations 5",
                ]),
            ("CancelInvoice", () => ops.PostAsync(billed.Invoice + "/cancel", new JsonObject { ["reason"] = "A" }, "cancel-1"), 201,
                [
                    "Get Organizations", "Get Organizations", "Get Organizations", "Get Organizations", "QueryPage Organizations",
                    "Get Organizations", "Transaction Organizations 8",
                ]),
            // about an unknown charge
            ("ReceivePaymentMessage", () => PaymentMessages.SendAsync(app, Reversal(billed.Invoice)), 404, ["Get Organizations"]),
            // for transfers see CollectionTests
            ("ImportPayments",
                () => ops.SendAsync(HttpMethod.Post, "/api/payment-imports", "<Document><BkToCstmrStmt/></Document>", "application/xml"),
                200, []),
            ("FindOrganizations", () => ops.GetAsync("/api/organizations?q=palmer"), 200, ["QueryPage OrganizationSearch"]),
            ("ListAllOrders", () => ops.GetAsync("/api/orders?state=placed"), 200, ["QueryPage OrderListings"]),
            // one query for each list of what waits; invoices have one list per reason
            ("ListWorkItems", () => ops.GetAsync("/api/work-items"), 200,
                [
                    "QueryPage AccountRequests", "QueryPage WorkItems", "QueryPage OrderListings", "QueryPage InvoiceReviews",
                    "QueryPage InvoiceReviews", "QueryPage InvoiceReviews", "QueryPage InvoiceReviews", "QueryPage InvoiceReviews",
                    "QueryPage InvoiceReviews", "QueryPage InvoiceReviews", "QueryPage WorkItems",
                ]),
            ("ListInvoiceReviews", () => ops.GetAsync("/api/invoice-reviews"), 200, ["QueryPage InvoiceReviews"]),
            ("CreateInvoiceRun", () => ops.PostAsync("/api/invoice-runs", new JsonObject { ["organizationId"] = id }, "run-1"), 202,
                ["Get Organizations", "Get InvoiceRuns", "Get InvoiceRuns", "Upsert InvoiceRuns 1"]),
            ("ListInvoiceRuns", () => ops.GetAsync("/api/invoice-runs"), 200, ["QueryPage InvoiceRuns"]),
            ("GetInvoiceRun", () => ops.GetAsync("/api/invoice-runs/" + billed.Run), 200, ["Get InvoiceRuns", "QueryPage InvoiceRuns"]),
            ("ListInvoiceRunProblems", () => ops.GetAsync($"/api/invoice-runs/{billed.Run}/problems"), 200,
                ["Get InvoiceRuns", "QueryPage InvoiceRuns"]),
            // the runs of the day, and the results of both
            ("GetDayReport", () => ops.GetAsync("/api/billing/reports/days/2027-03-01"), 200,
                ["QueryPage InvoiceRuns", "QueryPage InvoiceRuns", "QueryPage InvoiceRuns"]),
            // one query for each shard of accounts, one Get for each item
            ("ListOpenItems", () => ops.GetAsync("/api/billing/reports/open-items"), 200,
                [.. Enumerable.Repeat("QueryPage InvoicesOpen", ItemShard(id) + 1), "Get Organizations",
                    .. Enumerable.Repeat("QueryPage InvoicesOpen", 15 - ItemShard(id))]),
            ("SumOpenItems", () => ops.GetAsync("/api/billing/reports/open-items/sums"), 200,
                [.. Enumerable.Repeat("QueryPage InvoicesOpen", ItemShard(id) + 1), "Get Organizations",
                    .. Enumerable.Repeat("QueryPage InvoicesOpen", 15 - ItemShard(id))]),
            // the first number of the month and of the next one, and the documents; no cancellation has a number yet
            ("GetVatReport", () => ops.GetAsync("/api/billing/reports/vat?month=2027-03"), 200,
                [.. Enumerable.Repeat("QueryPage InvoiceNumbers", 4)]),
            ("ExportMonth", () => ops.GetAsync("/api/billing/exports/accounting?month=2027-03"), 200,
                [.. Enumerable.Repeat("QueryPage InvoiceNumbers", 4)]),
            ("Health", () => owner.GetAsync("/api/health"), 200, ["Get Organizations"]),
            ("OpenApi", () => owner.GetAsync("/api/openapi.json"), 200, []),
            ("Docs", () => owner.GetAsync("/api/docs"), 200, []),
            ("DocsAsset", () => owner.GetAsync("/api/docs/docs.js"), 200, []),
        ];

        // Every function must be in the table, or be counted elsewhere.
        Assert.Empty(
            AppFunction.All.Where(function => !IsCountedElsewhere(function))
                .Select(function => function.Name)
                .Except(table.Select(row => row.Function)));
        List<string> others = [];
        foreach (var (function, send, status, operations) in table)
        {
            using var recording = app.Store.Operations.Record();
            var reply = await send();
            Assert.True(status == reply.Status, $"{function}: {reply.Text}");
            if (!operations.SequenceEqual(recording.Operations.Select(Text)))
                others.Add(
                    $"{function} took {string.Join(", ", recording.Operations.Select(Text))} instead of {string.Join(", ", operations)}.");
        }

        Assert.True(others.Count == 0, string.Join('\n', others));
    }

    // In RenewalTests and ExtranetOperationsTests.
    private static bool IsCountedElsewhere(AppFunction function) =>
        function.Route.Contains("/subscriptions", StringComparison.Ordinal)
            || function.Route.Contains("/extranet", StringComparison.Ordinal);

    private static string Text(StorageOperation operation) =>
        $"{operation.Kind} {operation.Table}" + (operation.IsWrite ? $" {operation.Writes}" : "");

    private static JsonObject Invited(string email) => new() { ["email"] = email, ["role"] = "employee" };

    private static async Task<string> AskAsync(App app) =>
        "/api/account-requests/" + (await ContactForm.SendAsync(app, ContactForm.Message())).Json["id"]!.GetValue<string>();

    private static async Task<string> PlaceAsync(User owner, string organizationId, string key) =>
        (await owner.PostAsync(Ordering.Of(organizationId), Ordering.Form(), key)).Headers.Location!.OriginalString;

    private static async Task<string> SubmitAsync(User ops, string order) =>
        (await ops.PostAsync(order + "/performance-records", Working.Record(line: 2))).Headers.Location!.OriginalString;

    private static int ItemShard(string id) => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) % 16;

    private static JsonObject Payment() => new() { ["amount"] = 100, ["receivedOn"] = "2027-03-01" };

    private static JsonObject Reversal(string invoice) => new()
    {
        ["type"] = "chargeReversed",
        ["charge"] = "ch_1",
        ["reference"] = $"{invoice.Split('/')[3]}/20270301000000000000000000000000/1",
    };

    private static JsonObject Named(string name) => new() { ["name"] = name };

    private static JsonObject Mailbox(string email = "rechnungen@example.com") => new() { ["group"] = "invoices", ["email"] = email };

    private static JsonObject To(string contact) =>
        new() { ["method"] = "invoice", ["invoiceContactId"] = contact[(contact.LastIndexOf('/') + 1)..] };

    private static JsonObject WithRole(string role) => new() { ["role"] = role };
}
