#pragma once

namespace eigenscope {

/// Lets the heap begin with huge pages, where the system has them for the asking. To be called before anything large is allocated.
void begin_heap_with_huge_pages();

}
