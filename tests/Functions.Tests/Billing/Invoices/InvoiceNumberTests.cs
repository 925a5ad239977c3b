using Accounts.Billing.Documents;
using Accounts.Billing.Invoices;
using Accounts.Platform.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.Tests.Billing.Invoices;

public sealed class InvoiceNumberTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly DateOnly Today = new(2027, 3, 1);

    private readonly InvoiceNumbers _numbers = shared.App.Host.Services.GetRequiredService<InvoiceNumbers>();

    [InProcessFact]
    public async Task Two_hundred_invoices_at_once_get_two_hundred_consecutive_numbers()
    {
        var day = Today.AddYears(1);
        var blocks = Enumerable.Range(0, 2).SelectMany(side => Enumerable.Range(0, 100).Select(n => One($"{side}-{n}"))).ToList();

        var taken = await Task.WhenAll(
            blocks.Select(invoice => Task.Run(() => _numbers.TakeAsync(DocumentKind.Invoice, day, [invoice], default))));

        var numbers = taken.SelectMany(block => block.Values).Select(number => number.Number).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 200).Select(n => $"RE-2028-{n:D6}"), numbers);
    }

    [InProcessFact]
    public async Task Who_asks_again_keeps_its_number_also_on_another_day_and_in_another_block()
    {
        var (first, second) = (One("a"), One("b"));
        var before = await _numbers.TakeAsync(DocumentKind.Cancellation, new DateOnly(2027, 12, 31), [first], default);

        var again = await _numbers.TakeAsync(DocumentKind.Cancellation, new DateOnly(2028, 1, 1), [second, first], default);

        Assert.Equal(before[first], again[first]);
        Assert.Equal(new TakenNumber("ST-2028-000001", new(2028, 1, 1)), again[second]);
        Assert.Equal(first, await _numbers.FindInvoiceAsync(before[first].Number, default));
    }

    [InProcessFact]
    public async Task A_number_that_cannot_be_used_is_in_the_gap_log_once_and_never_given_again()
    {
        var (lost, next) = (One("lost"), One("next"));
        var day = Today.AddYears(5);
        var taken = (await _numbers.TakeAsync(DocumentKind.Invoice, day, [lost], default))[lost];
        var gap = new NumberGap(taken.Number, lost.OrganizationId, lost.InvoiceId, App.Start, "InvalidDataException");

        for (var twice = 0; twice < 2; twice++)
            await _numbers.AbandonAsync(DocumentKind.Invoice, lost, taken, gap, default);
        var after = await _numbers.TakeAsync(DocumentKind.Invoice, day, [next, lost], default);

        Assert.Equal(["RE-2032-000002", "RE-2032-000003"], after.Values.Select(number => number.Number).Order());
        var logged = Assert.Single((await _numbers.GapsAsync("RE-2032", new PageRequest(10, ""), default)).Items);
        Assert.Equal(gap, logged.Value);
        Assert.Null(await _numbers.FindInvoiceAsync(taken.Number, default));
    }

    // Each test uses its own names, because all tests share a store.
    private static InvoiceRef One(string name) => new("1234567", InvoiceId.Of(Today, name));
}
