int run_threads(int (*f)(int), int threads, int times);
int run_short_threads(int (*f)(int), int count);
int descend(int (*f)(int), int level);
/* Returns the pages of freed blocks to the system. */
void give_back(void);
long allocated(void);
