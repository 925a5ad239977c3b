using System.ComponentModel.DataAnnotations;
using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Platform.Http;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Sales.Orders;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Accounts.Sales.Services;

/// <summary><c>POST /orders/{orderId}/appointments</c>: enters a date that was agreed with the customer.</summary>
public sealed class AgreeAppointment(OrderStore orders, OrganizationChanges changes, TimeProvider time)
{
    [Function(nameof(AgreeAppointment))]
    [Allow(Who.Operator)]
    [Operation(
        "Enter an appointment that was agreed on",
        Description = "The customer and the team get a mail with a calendar file.",
        Takes = typeof(AppointmentForm),
        Gives = typeof(AppointmentView),
        Status = StatusCodes.Status202Accepted,
        Creates = true,
        HasLocation = true,
        Fails = [typeof(OrderNotInState), typeof(TooManyOfThese), typeof(TemporarilyUnavailable)])]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{orderId}/appointments")] HttpRequest request,
        [DurableClient] DurableTaskClient processes,
        string orderId,
        CancellationToken cancellationToken)
    {
        if (OrderId.Parse(orderId) is not { } id)
            return new NotFound();
        var body = await Body.ReadAsync<AppointmentForm>(request, cancellationToken);
        if (!body.Succeeded(out var form, out var failure))
            return failure;
        var userId = request.Caller().UserId;
        if (!CreatingRequest.From(request, userId, $"{nameof(AgreeAppointment)}-{id}", form).Succeeded(out var creating, out failure))
            return failure;
        var now = time.GetUtcNow();
        var appointmentId = Ids.New(now);
        var process = AppointmentProcess.IdOf(orderId, appointmentId);
        return await changes.AnswerOnceAsync(
            id.OrganizationId,
            creating,
            async () =>
            {
                if (!Appointment.From(form, appointmentId, now, userId).Succeeded(out var appointment, out var refused))
                    return refused;
                if (await orders.FindAsync(id, cancellationToken) is not { } order)
                    return new NotFound();
                if (!order.Value.Schedule().Succeeded(out var scheduled, out refused))
                    return refused;
                if (scheduled.Appointments > Appointment.Limit)
                    return new TooManyOfThese(Appointment.Limit);
                await processes.StartOnceAsync(
                    nameof(AppointmentProcess), process, new AppointmentRun(orderId, appointmentId), cancellationToken);
                var agreed = new OrderEvent(now, OrderEventKind.AppointmentAgreed, appointmentId);
                var date = new AgreedDate(appointmentId, appointment.Start, appointment.End);
                var dated = scheduled with { Progress = scheduled.Progress?.With(date, now) };
                return OrderStore.Change(order, new(dated, [agreed]), request.Actor())
                    .Add(ServiceStore.New(id, appointment))
                    .Then(() => processes.NotifyAsync(process))
                    .Gives(Answer.Accepted($"/api/orders/{id}/appointments/{appointmentId}", AppointmentView.Of(appointment)));
            },
            cancellationToken);
    }
}

/// <summary>The body of an appointment.</summary>
public sealed record AppointmentForm
{
    /// <summary>When it begins; with the offset of the place, or in UTC.</summary>
    [Required]
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it ends, at most 14 days after start.</summary>
    [Required]
    public DateTimeOffset? End { get; init; }

    /// <summary>The time zone of the place: an IANA name such as Europe/Berlin.</summary>
    [Required]
    public string? TimeZone { get; init; }

    /// <summary>The place: an address, a room, a telephone conference; 1 to 200 characters.</summary>
    [Required]
    [StringLength(200, MinimumLength = 1)]
    public string? Place { get; init; }

    /// <summary>Further information, up to 1,000 characters on several lines.</summary>
    [StringLength(1_000)]
    public string? Remark { get; init; }

    /// <summary>For the interface's documentation.</summary>
    public static AppointmentForm Example { get; } = new()
    {
        Start = new DateTimeOffset(2028, 1, 10, 8, 0, 0, TimeSpan.Zero),
        End = new DateTimeOffset(2028, 1, 10, 12, 0, 0, TimeSpan.Zero),
        TimeZone = "Europe/Berlin",
        Place = "Brückenstr. 12, München, Serverraum",
        Remark = "Bitte Zugang zum Serverraum bereithalten.",
    };
}

/// <summary>An appointment as the interface shows it.</summary>
/// <param name="Id">Id within its order.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="TimeZone">The time zone of the place.</param>
/// <param name="Place">The place.</param>
/// <param name="Remark">Further information.</param>
/// <param name="AgreedAt">When it was entered.</param>
public sealed record AppointmentView(
    string Id, DateTimeOffset Start, DateTimeOffset End, string TimeZone, string Place, string? Remark, DateTimeOffset AgreedAt)
{
    public static AppointmentView Of(Appointment appointment) => new(
        appointment.Id,
        appointment.Start,
        appointment.End,
        appointment.TimeZone,
        appointment.Place,
        appointment.Remark,
        appointment.AgreedAt);
}
