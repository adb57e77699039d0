namespace Cffi.Modules.Stubs;

/// <summary>Estimates the size of a record, before the compiler has given all of its parts.</summary>
internal static class RecordRoom
{
    /// <summary>Whether a record is roughly larger than a limit in bytes. Any target is good enough, and unknown parts count as small.</summary>
    public static bool IsLargerThan(CRecordType record, long limit)
    {
        try
        {
            return LayoutEngine.OfRecord(record, Target.LinuxX64).Room.Size > limit;
        }
        catch (LayoutException)
        {
            return false;
        }
    }
}
