using Accounts.Platform.Mail;

namespace Accounts.Tests.Platform.Mail;

public class OperationIdTests
{
    // Computed independently of this code: sha256("invitation-1\nreminder-2") with the version and variant bits of RFC 9562.
    [Fact]
    public void A_step_of_a_process_has_one_id_for_ever() =>
        Assert.Equal(Guid.Parse("ab3478af-745d-80e6-ad4d-3493e19553c2"), OperationId.Of("invitation-1", "reminder-2"));

    [Fact]
    public void Other_steps_and_other_processes_have_others()
    {
        Guid[] ids =
        [
            OperationId.Of("invitation-1", "reminder-1"), OperationId.Of("invitation-1", "reminder-2"),
            OperationId.Of("invitation-2", "reminder-1"), OperationId.Of("invitation-1r", "eminder-1"),
        ];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((8, 8), (id.Version, id.Variant & 0xC)));
    }
}
