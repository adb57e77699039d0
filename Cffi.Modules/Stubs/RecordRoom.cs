namespace Cffi.Modules.Stubs;

/// <summary>About how large a record is, before the compiler has told all of its parts.</summary>
internal static class RecordRoom
{
    /// <summary>Whether a record is larger than a limit in bytes, about: any target will do, and what is left to the compiler is taken for small.</summary>
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
