#include "app/heap.hpp"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#endif

namespace eigenscope {

// Until the first picture is shown some 40 MB are touched for the first time, most of them by a driver that draws in software. In pages
// of 4 KB that is 6,000 faults more than an empty window has, and half of what our picture costs the thread that opens the window.
// glibc does the same for a whole program with the tunable glibc.malloc.hugetlb=1, which only the environment can set.
void begin_heap_with_huge_pages() {
#ifdef __GLIBC__
    constexpr std::size_t room = 31u << 20;   // within the threshold below: it comes from the heap, and goes back to it
    // The most that glibc itself lets the threshold grow to. (mallopt(3): setting one of the two ends that growth.)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    void* const begin = std::malloc(room);
    if (!begin) return;
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE)), address = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t first = (address + page - 1) / page * page, last = (address + room) / page * page;
    // Refused where there are none: then all is as it was.
    static_cast<void>(madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE));
    std::free(begin);
#endif
}

}
